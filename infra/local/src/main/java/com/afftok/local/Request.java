package com.afftok.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// The parsed command line.
sealed interface Request {

    /// The folder that contains the built services.
    Path root();

    /// Runs the platform until it is stopped.
    record Up(Path root, DemoWish demo) implements Request {}

    /// Whether an empty database gets demo data.
    enum DemoWish {
        YES,
        NO,
        /// Only the embedded database does.
        UNSAID
    }

    /// Creates an administrator.
    record CreateAdmin(Path root, String email, String role) implements Request {}

    /// Sets a new password of an administrator.
    ///
    /// @param secondFactor whether the second factor is also removed
    record ResetPassword(Path root, String email, boolean secondFactor) implements Request {}

    /// Shows the demo data of the running platform, and creates it in an empty database.
    record Demo(Path root) implements Request {}

    /// Prints an access token.
    record Token(Path root, String email) implements Request {}

    /// Compares all that is kept twice.
    record Reconcile(Path root, boolean json) implements Request {}

    /// Migrates a database.
    record Migrate(Path root) implements Request {}

    /// Adds a key to a ring.
    record RotateKeys(Path root, String ring) implements Request {}

    String DEMO = "usage: demo";
    String MIGRATE = "usage: migrate";
    String TOKEN = "usage: token <email>";
    String RECONCILE = "usage: reconcile [--json]";
    String KEYS = "usage: keys rotate link|data|jwt";
    String UP = "usage: up [--root <folder>] [--demo | --no-demo]";
    String ADMIN =
            "usage: admin create <email> [--role <role>], or admin reset-password <email> [--mfa]";
    Set<String> ROLES =
            Set.of(
                    "super_admin",
                    "finance_admin",
                    "tech_admin",
                    "advertiser_manager",
                    "promoter_support",
                    "fraud_reviewer");

    /// Parses the command line.
    ///
    /// @throws WrongUsage if it is invalid
    static Request parse(List<String> arguments) {
        Deque<String> words = new ArrayDeque<>(arguments);
        String command = words.isEmpty() ? "" : words.removeFirst();
        return switch (command) {
            case "up" -> up(words);
            case "admin" -> admin(words);
            case "demo" -> {
                Path root = root(words);
                yield words.isEmpty() ? new Demo(root) : wrong(DEMO);
            }
            case "migrate" -> {
                Path root = root(words);
                yield words.isEmpty() ? new Migrate(root) : wrong(MIGRATE);
            }
            case "token" -> {
                Path root = root(words);
                yield words.size() == 1 ? new Token(root, email(words.getFirst())) : wrong(TOKEN);
            }
            case "reconcile" -> {
                Path root = root(words);
                boolean json = words.remove("--json");
                yield words.isEmpty() ? new Reconcile(root, json) : wrong(RECONCILE);
            }
            case "keys" -> {
                Path root = root(words);
                yield isRotation(List.copyOf(words))
                        ? new RotateKeys(root, words.getLast())
                        : wrong(KEYS);
            }
            default -> throw new WrongUsage(UP);
        };
    }

    /// Removes `--root <folder>`, which the script appends.
    private static Path root(Deque<String> words) {
        List<String> all = List.copyOf(words);
        int place = all.indexOf("--root");
        if (place < 0 || place != all.size() - 2) {
            return whole(Path.of(""));
        }
        words.removeLast();
        words.removeLast();
        return whole(Path.of(all.getLast()));
    }

    private static boolean isRotation(List<String> words) {
        return words.size() == 2
                && words.getFirst().equals("rotate")
                && Set.of("link", "data", "jwt").contains(words.getLast());
    }

    private static Request wrong(String usage) {
        throw new WrongUsage(usage);
    }

    private static Request up(Deque<String> words) {
        Path root = Path.of("");
        DemoWish demo = DemoWish.UNSAID;
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.equals("--no-demo")) {
                demo = DemoWish.NO;
            } else if (word.equals("--demo")) {
                demo = DemoWish.YES;
            } else if (word.equals("--root") && !words.isEmpty()) {
                root = Path.of(words.removeFirst());
            } else {
                throw new WrongUsage("unknown argument of up: \"" + word + "\"; " + UP);
            }
        }
        return new Up(whole(root), demo);
    }

    private static Request admin(Deque<String> words) {
        String what = words.isEmpty() ? "" : words.removeFirst();
        if (!Set.of("create", "reset-password").contains(what)) {
            throw new WrongUsage(ADMIN);
        }
        Path root = Path.of("");
        String email = "";
        String role = "super_admin";
        boolean secondFactor = false;
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            if (word.equals("--root") && !words.isEmpty()) {
                root = Path.of(words.removeFirst());
            } else if (word.equals("--role") && what.equals("create") && !words.isEmpty()) {
                role = role(words.removeFirst());
            } else if (word.equals("--mfa") && what.equals("reset-password")) {
                secondFactor = true;
            } else if (email.isEmpty() && !word.startsWith("-")) {
                email = email(word);
            } else {
                throw new WrongUsage(
                        "unknown argument of admin %s: \"%s\"; %s".formatted(what, word, ADMIN));
            }
        }
        if (email.isEmpty()) {
            throw new WrongUsage(ADMIN);
        }
        return what.equals("create")
                ? new CreateAdmin(whole(root), email, role)
                : new ResetPassword(whole(root), email, secondFactor);
    }

    private static String role(String word) {
        if (!ROLES.contains(word)) {
            throw new WrongUsage(
                    "unknown role \"%s\"; roles are %s"
                            .formatted(word, String.join(", ", ROLES.stream().sorted().toList())));
        }
        return word;
    }

    private static String email(String word) {
        if (!LauncherConfiguration.Administrator.isEmail(word)) {
            throw new WrongUsage("\"" + word + "\" is not an email address");
        }
        return word;
    }

    private static Path whole(Path root) {
        return root.toAbsolutePath().normalize();
    }
}
