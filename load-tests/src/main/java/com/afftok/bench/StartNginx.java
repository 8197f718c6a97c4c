package com.afftok.bench;

import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts the rivals, two servers of nginx. The first adds each click to Redis with its own `XADD`,
/// and redirects after the acknowledgement. The second redirects only.
final class StartNginx {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Children children;
    private final Path nginx;
    private final Tools.@Nullable LuaModules modules;
    private final RedisUrl redis;

    StartNginx(Children children, Path nginx, Tools.@Nullable LuaModules modules, RedisUrl redis) {
        this.children = children;
        this.nginx = nginx;
        this.modules = modules;
        this.redis = redis;
    }

    /// Both rivals, or the second alone if nginx cannot run Lua.
    List<Contender> start() throws IOException, InterruptedException {
        int lua = Loopback.freePort();
        int fixed = Loopback.freePort();
        Path configuration = children.folder().resolve("nginx.conf");
        Files.writeString(configuration, configuration(lua, fixed));
        List<String> words =
                List.of(
                        nginx.toString(),
                        "-p",
                        children.folder().toString(),
                        "-c",
                        configuration.toString());
        Process process = children.start("nginx", words, java.util.Map.of());
        boolean ready =
                Patience.until(
                        LIMIT,
                        () ->
                                !process.isAlive()
                                        || Loopback.get(fixed, "/c/x").startsWith("HTTP/1.1 302"));
        if (!ready || !process.isAlive()) {
            throw new CannotMeasure("nginx did not start:\n" + children.output("nginx"));
        }
        List<Contender> rivals = new ArrayList<>();
        if (modules != null) {
            rivals.add(new Contender(Contender.Kind.LUA, lua, process.toHandle()));
        }
        rivals.add(new Contender(Contender.Kind.STATIC, fixed, process.toHandle()));
        return rivals;
    }

    private String configuration(int lua, int fixed) {
        return loadModules()
                + """
                daemon off;
                worker_processes auto;
                worker_rlimit_nofile 8192;
                pid nginx.pid;
                error_log stderr error;
                events { worker_connections 4096; }
                http {
                    access_log off;
                    keepalive_requests 100000000;
                    keepalive_timeout 75s;
                    client_body_temp_path nginx-body;
                    proxy_temp_path nginx-proxy;
                    fastcgi_temp_path nginx-fastcgi;
                    uwsgi_temp_path nginx-uwsgi;
                    scgi_temp_path nginx-scgi;
                    server {
                        listen 127.0.0.1:%d reuseport backlog=4096;
                        location / { return 302 https://shop.example.com/offers/1; }
                    }
                """
                        .formatted(fixed)
                + luaServer(lua)
                + "}\n";
    }

    private String loadModules() {
        return modules == null
                ? ""
                : "load_module %s;\nload_module %s;\n".formatted(modules.kit(), modules.lua());
    }

    private String luaServer(int port) {
        return modules == null
                ? ""
                : """
                    init_by_lua_block { package.loaded.click = (function()
                %s
                    end)() }
                    server {
                        listen 127.0.0.1:%d reuseport backlog=4096;
                        location /c/ { content_by_lua_block { require("click").handle() } }
                    }
                """
                        .formatted(clickModule(), port);
    }

    private String clickModule() {
        return Texts.of("nginx-click.lua")
                .replace("REDIS_HOST", "\"" + redis.host() + "\"")
                .replace("REDIS_PORT", Integer.toString(redis.port()))
                .replace("REDIS_PASSWORD", "\"" + redis.password() + "\"")
                .replace("STREAM", "\"" + Servers.RIVAL_STREAM + "\"");
    }
}
