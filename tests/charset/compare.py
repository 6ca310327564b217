#!/usr/bin/env python3
"""Compares iconv of libc-capos with glibc's, exhaustively: every one- and two-byte sequence and every code point of
every character set, and the longer sequences of those that have them.

usage: tests/charset/compare.py GLIBC OURS [SET...]
  Both programs are tests/charset/mappings.c, compiled with either library. Differences that known.txt does not list are faults.
"""
import os
import re
import subprocess
import sys

SETS = ["ASCII", "ISO-8859-1"] + [f"ISO-8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)]
SETS += [f"CP125{n}" for n in range(9)]
SETS += ["CP437", "CP737", "CP775", "CP850", "CP852", "CP855", "CP857", "CP860", "CP861", "CP862", "CP863", "CP865"]
SETS += ["CP866", "CP869", "CP1125", "CP874", "KOI8-R", "KOI8-U", "KOI8-T", "TIS-620", "MACINTOSH", "MAC-UK"]
SETS += ["MAC-CENTRALEUROPE", "GEORGIAN-PS", "GEORGIAN-ACADEMY", "RK1048", "PT154", "HP-ROMAN8"]
SETS += ["SJIS", "CP932", "EUC-JP", "ISO-2022-JP", "EUC-KR", "UHC", "GB2312", "GBK", "GB18030", "BIG5"]
SETS += ["UTF-7", "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "UCS-2", "UNICODE"]
SETS += ["UCS-4", "WCHAR_T"]
LONGER = {"EUC-JP": ["decode38e", "decode38f"], "GB18030": ["decode4"],
          "UTF-8": [f"decode3{lead}" for lead in ("c3", "e0", "e2", "ed", "ef", "f0", "f4")]}


def load_rules():
    path = os.path.join(os.path.dirname(__file__), "known.txt")
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    rules = []
    for line in lines:
        name, mode, given, theirs, ours, _ = line.split(" | ")
        name = ".*" if name == "*" else name
        rules.append([re.compile(f"(?:{part})\\Z") for part in (name, mode, given, theirs, ours)])
    return rules


def main():
    programs, rules = sys.argv[1:3], load_rules()
    compared = faults = known = 0
    for name in sys.argv[3:] or SETS:
        for mode in ["decode", "encode"] + LONGER.get(name, []):
            outputs = [subprocess.run([program, name, mode], check=True, capture_output=True, text=True).stdout
                       for program in programs]
            theirs, ours = (output.splitlines() for output in outputs)
            compared += len(theirs)
            if theirs == ours:
                continue
            assert len(theirs) == len(ours), (name, mode)
            shown = 0
            for left, right in zip(theirs, ours):
                if left == right:
                    continue
                given, _, left = left.partition(" ")
                parts = (name, mode, given, left.rstrip(), right.partition(" ")[2].rstrip())
                if any(all(rule.match(part) for rule, part in zip(row, parts)) for row in rules):
                    known += 1
                    continue
                faults += 1
                shown += 1
                if shown <= 5:
                    print(f"{name} {mode} {given}: glibc {left}, ours {parts[4]}")
    print(f"{compared} conversions compared, {known} differ as known.txt says, {faults} differ otherwise")
    sys.exit(faults > 0)


main()
