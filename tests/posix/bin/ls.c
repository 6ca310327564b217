/* ls [DIRECTORY]: the names in a directory, for tests that execute it. */
#include <dirent.h>
#include <stdio.h>

int main(int argc, char *argv[]) {
    DIR *directory = opendir(argc > 1 ? argv[1] : ".");
    if (directory == NULL) {
        perror("ls");
        return 2;
    }
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (entry->d_name[0] != '.')
            puts(entry->d_name);
    return closedir(directory) == 0 ? 0 : 2;
}
