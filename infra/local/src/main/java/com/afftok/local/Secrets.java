package com.afftok.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The secrets of an installation: created at its first start, in a file that only its owner may
/// read.
///
/// Secrets of later versions are added; none is replaced, but key rings grow.
record Secrets(Map<String, String> values) {

    static final String LINK_KEYS = "LINK_KEYS";
    static final String DATA_KEYS = "DATA_KEYS";
    static final String JWT_KEYS = "JWT_KEYS";
    static final String POSTGRES_PASSWORD = "POSTGRES_PASSWORD";
    static final String POSTGRES_APP_PASSWORD = "POSTGRES_APP_PASSWORD";
    static final String REDIS_PASSWORD = "REDIS_PASSWORD";
    static final String DEMO_PASSWORD = "DEMO_PASSWORD";
    static final String DEMO_PROMOTER_PASSWORD = "DEMO_PROMOTER_PASSWORD";
    static final String DEMO_POSTBACK_SECRET = "DEMO_POSTBACK_SECRET";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final int KEY_BYTES = 32;

    /// A link code has five bits for the number of its key.
    private static final int MOST_KEYS = 31;

    /// The secrets of an installation, with missing ones added.
    ///
    /// @throws CannotStart if the file is damaged
    static Secrets in(Path home, SecureRandom random) throws IOException {
        Path file = home.resolve("secrets");
        Map<String, String> values = Files.exists(file) ? read(file) : new LinkedHashMap<>();
        // demo users that were created with one password for all keep it
        String ofAll = values.get(DEMO_PASSWORD);
        Map<String, Function<SecureRandom, String>> recipes = new LinkedHashMap<>();
        recipes.put(LINK_KEYS, r -> "1:" + hex(r));
        recipes.put(DATA_KEYS, r -> "1:" + hex(r));
        recipes.put(JWT_KEYS, r -> "1:" + hex(r));
        recipes.put(POSTGRES_PASSWORD, Secrets::hex);
        recipes.put(POSTGRES_APP_PASSWORD, Secrets::hex);
        recipes.put(REDIS_PASSWORD, Secrets::hex);
        recipes.put(DEMO_PASSWORD, Password::generate);
        recipes.put(DEMO_PROMOTER_PASSWORD, r -> ofAll == null ? Password.generate(r) : ofAll);
        recipes.put(DEMO_POSTBACK_SECRET, Secrets::hex);
        boolean complete = values.keySet().containsAll(recipes.keySet());
        recipes.forEach((name, make) -> values.computeIfAbsent(name, _ -> make.apply(random)));
        if (!complete) {
            write(file, values);
        }
        return new Secrets(Map.copyOf(values));
    }

    /// Adds a key to a ring: the last one signs and seals, all verify and open.
    ///
    /// @param ring `link`, `data` or `jwt`
    /// @return the number of the new key
    /// @throws CannotStart if the home has no such ring, or it is full
    static int rotate(Path home, String ring, SecureRandom random) throws IOException {
        Path file = home.resolve("secrets");
        String name = ring.toUpperCase(Locale.ROOT) + "_KEYS";
        Map<String, String> values = Files.exists(file) ? read(file) : new LinkedHashMap<>();
        String keys = values.get(name);
        if (keys == null) {
            throw new CannotStart("%s has no %s: ./afftok up generates it".formatted(file, name));
        }
        int next =
                Arrays.stream(keys.split(","))
                                .mapToInt(
                                        key -> Integer.parseInt(key.substring(0, key.indexOf(':'))))
                                .max()
                                .orElse(0)
                        + 1;
        if (next > MOST_KEYS) {
            throw new CannotStart(
                    "%s: %s has %d keys, the maximum: remove a key that is no longer needed"
                            .formatted(file, name, MOST_KEYS));
        }
        values.put(name, "%s,%d:%s".formatted(keys, next, hex(random)));
        write(file, values);
        return next;
    }

    LocalPostgres.Passwords ofPostgres() {
        return new LocalPostgres.Passwords(get(POSTGRES_PASSWORD), get(POSTGRES_APP_PASSWORD));
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not a secret of the installation");
        }
        return value;
    }

    /// The names alone, without the secrets.
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }

    private static Map<String, String> read(Path file) throws IOException {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (equals < 1 || equals == line.length() - 1) {
                throw new CannotStart(
                        "%s: line %d is not NAME=secret; restore the file".formatted(file, i + 1));
            }
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    private static void write(Path file, Map<String, String> values) throws IOException {
        String text =
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(
                                Collectors.joining(
                                        "",
                                        "# Keep these: without them, published links stop working and"
                                                + " the data cannot be read.\n",
                                        ""));
        Path unfinished = file.resolveSibling("secrets.new");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
