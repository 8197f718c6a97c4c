package com.afftok.shared.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// The passwords that leaks have published most often, among those that the password rules allow.
///
/// They are searched in the bytes of the list, in seventeen steps. As strings they would take
/// several times its size of a megabyte.
final class LeakedPasswords {

    private static final byte[] LIST = read();

    /// Where the first password begins: behind the lines about the list.
    private static final int BEGIN = begin();

    private LeakedPasswords() {}

    /// @param password in small letters
    static boolean has(String password) {
        byte[] wanted = password.getBytes(StandardCharsets.UTF_8);
        int low = BEGIN;
        int high = LIST.length;
        while (low < high) {
            int line = lineStart((low + high) >>> 1);
            int end = lineEnd(line);
            int order = Arrays.compareUnsigned(LIST, line, end, wanted, 0, wanted.length);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = end + 1;
            } else {
                high = line;
            }
        }
        return false;
    }

    /// The start of the line that a byte is in.
    private static int lineStart(int at) {
        int start = at;
        while (start > BEGIN && LIST[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /// The line feed of a line.
    private static int lineEnd(int start) {
        int end = start;
        while (LIST[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int begin() {
        int begin = 0;
        while (LIST[begin] == '#') {
            begin = lineEnd(begin) + 1;
        }
        return begin;
    }

    private static byte[] read() {
        try (InputStream list = LeakedPasswords.class.getResourceAsStream("leaked-passwords.txt")) {
            return Objects.requireNonNull(list).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
