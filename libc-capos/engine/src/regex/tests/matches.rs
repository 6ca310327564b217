use super::*;

#[test]
fn literals_and_sets() {
    extended("abc", "xabcy", "(1,4)");
    extended("abc", "ab", "no");
    extended("", "abc", "(0,0)");
    extended("a.c", "xa\ncx", "(1,4)");
    extended("[a-c]+", "xxbcaxx", "(2,5)");
    extended("[^a-c]+", "abxyzc", "(2,5)");
    extended("[]a]+", "x]a]", "(1,4)");
    extended("[^]a]", "]ab", "(2,3)");
    extended("[a-]+", "x-a-", "(1,4)");
    extended("[--/]+", "x-./", "(1,4)");
    extended("[[:digit:][:upper:]_]+", "ab12_X", "(2,6)");
    extended("[[.hyphen.]x]+", "a-x", "(1,3)");
    extended("[[.-.]-0]+", "a-./0", "(1,5)");
    extended("[[=a=]b]+", "xab", "(1,3)");
    extended("[[.].]]", "a]", "(1,2)");
    extended("[\\n]", "n", "(0,1)");
}

#[test]
fn leftmost_then_longest() {
    extended("abcd|c", "abcd", "(0,4)");
    extended("a|ab|abc", "xabcd", "(1,4)");
    extended("b|abcde|c", "abcdx", "(1,2)");
    extended("xyz|abc*|b", "aab", "(1,3)");
    extended("(a|ab)(c|bcd)", "abcd", "(0,4)(0,1)(1,4)");
    extended("a*", "baaa", "(0,0)");
    extended("(a*)(b)", "aaab", "(0,4)(0,3)(3,4)");
    extended("foo.*bar|o", "foo ba", "(1,2)");
}

#[test]
fn repetitions() {
    extended("ab?c", "ac", "(0,2)");
    extended("ab{2,3}c", "xabbbc", "(1,6)");
    extended("ab{2,3}c", "abbbbc", "no");
    extended("a{3}", "aaaa", "(0,3)");
    extended("a{2,}", "aaaa", "(0,4)");
    extended("a{,2}", "aaaa", "(0,2)");
    extended("a{0}b", "ab", "(1,2)");
    extended("(ab){2}", "ababab", "(0,4)(2,4)");
    extended("a**", "aaa", "(0,3)");
    extended("(a?){3}", "aaaa", "(0,3)(2,3)");
}

#[test]
fn anchors() {
    extended("^a", "ba", "no");
    extended("a$", "ab", "no");
    extended("^abc$", "abc", "(0,3)");
    extended("(^a|b)c", "ac bc", "(0,2)(0,1)");
    extended("x*$", "axx", "(1,3)");
    extended("^", "abc", "(0,0)");
    extended("$", "abc", "(3,3)");
    extended("a^b", "a^b", "no");
    assert_eq!(search(Syntax::Extended, "^", "^a", "ab"), "no");
    assert_eq!(search(Syntax::Extended, "^", "b|^a", "ab"), "(1,2)");
    assert_eq!(search(Syntax::Extended, "$", "b$", "ab"), "no");
}

#[test]
fn lines() {
    assert_eq!(search(Syntax::Extended, "n", "^b$", "a\nb\nc"), "(2,3)");
    assert_eq!(search(Syntax::Extended, "n", "a.*", "ab\ncd"), "(0,2)");
    assert_eq!(search(Syntax::Extended, "n", "[^x]+", "ab\ncd"), "(0,2)");
    assert_eq!(search(Syntax::Extended, "n^", "^b", "b\nb"), "(2,3)");
    assert_eq!(search(Syntax::Extended, "n$", "b$", "b\nb"), "(0,1)");
    extended("^b$", "a\nb\nc", "no");
}

#[test]
fn words_and_other_escapes() {
    extended("\\<b", "ab b", "(3,4)");
    extended("b\\>", "ba ab", "(4,5)");
    extended("\\bfoo\\b", "food foo", "(5,8)");
    extended("o\\B", "to oh", "(3,4)");
    extended("\\w+", "..é_1..", "(2,6)");
    extended("\\W", "aé.", "(3,4)");
    extended("\\s\\S", "ab c", "(2,4)");
    extended("\\bé\\b", "aé é", "(4,6)");
    extended("\\`a", "aa", "(0,1)");
    extended("a\\'", "aa", "(1,2)");
    extended("a\\.b\\*", "axb a.b*", "(4,8)");
}

#[test]
fn cases() {
    assert_eq!(search(Syntax::Extended, "i", "aBc", "xAbC"), "(1,4)");
    assert_eq!(search(Syntax::Extended, "i", "[a-c]+", "ABCD"), "(0,3)");
    assert_eq!(search(Syntax::Extended, "i", "[^a]", "Aab"), "(2,3)");
    assert_eq!(search(Syntax::Extended, "i", "É", "é"), "(0,2)");
    assert_eq!(search(Syntax::Extended, "i", "σ", "ς"), "(0,2)");
    assert_eq!(search(Syntax::Extended, "i", "[[:lower:]]", "A"), "(0,1)");
}

#[test]
fn characters_of_several_bytes() {
    extended("a.c", "aéc", "(0,4)");
    extended("é+", "xéé", "(1,5)");
    extended("[à-ï]", "zé", "(1,3)");
    extended("[^é]", "éa", "(2,3)");
    extended("[[:alpha:]]+", "1éβ字2", "(1,8)");
    extended("^.{3}$", "é€😀", "(0,9)");
    assert_eq!(search(Syntax::Extended, "c", "^.{9}$", "é€😀"), "(0,9)");
}

#[test]
fn basic_syntax() {
    basic("a\\(b*\\)c", "abbc", "(0,4)(1,3)");
    basic("a+b|(c)", "a+b|(c)", "(0,7)");
    basic("*a", "b*a", "(1,3)");
    basic("\\(*a\\)", "*a", "(0,2)(0,2)");
    basic("^*a", "*a", "(0,2)");
    basic("a^b$c", "a^b$c", "(0,5)");
    basic("\\(^a\\)", "ba", "no");
    basic("a\\{2\\}", "aaa", "(0,2)");
    basic("a\\{1,\\}b", "aab", "(0,3)");
    basic("a\\+b\\?", "aab", "(0,3)");
    basic("a\\|b", "xb", "(1,2)");
    basic("\\(a$\\)", "ba", "(1,2)(1,2)");
    basic("a{1}", "a{1}", "(0,4)");
    basic("^^", "^", "(0,1)");
}

#[test]
fn back_references() {
    basic("\\(a*\\)b\\1", "aaabaa", "(1,6)(1,3)");
    basic("\\(.\\)\\1", "abccd", "(2,4)(2,3)");
    basic("^\\(.*\\)\\1$", "abcabc", "(0,6)(0,3)");
    basic("\\(a\\)\\{2\\}\\1", "aaa", "(0,3)(1,2)");
    extended("(a|ab)(bc|c)\\2", "abcbc", "(0,5)(0,1)(1,3)");
    extended("(a|b)\\1", "abba", "(1,3)(1,2)");
    extended("(a)|b\\1", "b", "no");
    assert_eq!(search(Syntax::Basic, "i", "\\(aB\\)\\1", "abAB"), "(0,4)(0,2)");
}
