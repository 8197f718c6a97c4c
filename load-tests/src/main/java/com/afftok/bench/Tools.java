package com.afftok.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The installed programs of other projects: the load generator, and the rivals.
///
/// @param nginx absent if it is not installed
/// @param lua the modules of nginx for Lua and Redis; absent if a module is missing
record Tools(Path wrk, @Nullable Path nginx, @Nullable LuaModules lua) {

    static final String INSTALL =
            "apt-get install --no-install-recommends wrk nginx libnginx-mod-http-lua"
                    + " lua-nginx-redis";

    private static final Pattern COLON = Pattern.compile(":");
    private static final List<Path> SYSTEM = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"));
    private static final List<Path> MODULES =
            List.of(Path.of("/usr/lib/nginx/modules"), Path.of("/usr/lib64/nginx/modules"));
    private static final Path REDIS_CLIENT = Path.of("/usr/share/lua/5.1/nginx/redis.lua");

    /// The modules in the order in which nginx must load them.
    record LuaModules(Path kit, Path lua) {}

    /// @param path the variable PATH
    /// @throws CannotMeasure if wrk is not installed
    static Tools find(String path) {
        Path wrk = program(path, "wrk");
        if (wrk == null) {
            throw new CannotMeasure(
                    "wrk makes the load and is not installed. Debian and Ubuntu: " + INSTALL);
        }
        Path nginx = program(path, "nginx");
        return new Tools(wrk, nginx, nginx == null ? null : modules());
    }

    private static @Nullable Path program(String path, String name) {
        return Stream.concat(
                        COLON.splitAsStream(path).filter(p -> !p.isEmpty()).map(Path::of),
                        SYSTEM.stream())
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LuaModules modules() {
        if (!Files.isReadable(REDIS_CLIENT)) {
            return null;
        }
        return MODULES.stream()
                .map(folder ->
                        new LuaModules(
                                folder.resolve("ndk_http_module.so"),
                                folder.resolve("ngx_http_lua_module.so")))
                .filter(both -> Files.isReadable(both.kit()) && Files.isReadable(both.lua()))
                .findFirst()
                .orElse(null);
    }
}
