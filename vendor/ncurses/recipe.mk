# libtinfo, ncurses' terminal library, by its own, unmodified configure and makefile, without the screen library above it; and
# the descriptions of the terminals that people have, as files of /usr/share/terminfo.

NCURSES := $(TARGET_DIR)/vendor/ncurses
NCURSES_SOURCE := vendor/ncurses/src/.fetched
NCURSES_MAKE := env -u MAKEFLAGS -u MFLAGS make --no-print-directory --silent
TERMINALS := ansi,dumb,linux,screen,screen-256color,tmux,tmux-256color,vt100,vt102,vt220,xterm,xterm-256color,xterm-color,rxvt,rxvt-unicode,rxvt-unicode-256color,alacritty,foot,kitty,st,st-256color,konsole,konsole-256color,putty,gnome,gnome-256color,vte,vte-256color

$(NCURSES_SOURCE): vendor/ncurses/pin vendor/fetch | setup
	@vendor/fetch ncurses $(TARGET_DIR)
	@touch $@

$(NCURSES)/capos/lib/libtinfo.a: $(NCURSES_SOURCE) vendor/ncurses/recipe.mk $(CAPOS_SYSROOT_FILES)
	@rm -rf $(NCURSES)/capos && mkdir -p $(NCURSES)/capos/build
	@echo "building ncurses' terminal library for capOS"
	@cd $(NCURSES)/capos/build && { env -u MAKEFLAGS -u MFLAGS CONFIG_SITE=$(abspath $(CAPOS_SYSROOT))/config.site \
		$(abspath vendor/ncurses/src)/configure --quiet --host=x86_64-unknown-linux-musl --prefix=$(abspath $(NCURSES))/capos \
		CC="$(CAPOS_CC)" AR="$(CAPOS_AR)" CFLAGS="-O2 -w" BUILD_CC="$(CLANG)" --with-termlib --without-ada --without-cxx \
		--without-cxx-binding --without-manpages --without-progs --without-tests --without-debug --disable-widec \
		--disable-stripping --disable-db-install --with-default-terminfo-dir=/usr/share/terminfo && \
		$(NCURSES_MAKE) -C include && $(NCURSES_MAKE) -C ncurses ../lib/libtinfo.a; } > ../build.log 2>&1 || { tail -20 ../build.log; false; }
	@mkdir -p $(@D) $(NCURSES)/capos/include && cd $(NCURSES)/capos/build/include && \
		cp curses.h ncurses_dll.h term.h termcap.h unctrl.h ../../include/
	@cp $(NCURSES)/capos/build/lib/libtinfo.a $@
