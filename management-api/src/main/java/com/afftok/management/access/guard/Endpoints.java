package com.afftok.management.access.guard;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Role;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every endpoint of the service and who may call it.
///
/// [#check] verifies at the start that each endpoint has a valid declaration.
@Singleton
public final class Endpoints {

    static final String ADMINISTRATION = "/api/admin/";

    private final Router router;

    Endpoints(Router router) {
        this.router = router;
    }

    /// One method and path, such as `GET` and `/api/offers/{id}`.
    public record Endpoint(String method, String path, Access access) {}

    public List<Endpoint> all() {
        return router.uriRoutes()
                .map(route ->
                        new Endpoint(
                                route.getHttpMethodName(),
                                route.getUriMatchTemplate().toString(),
                                Access.of(route.getAnnotationMetadata())))
                .toList();
    }

    /// Returns if every endpoint declares who may call it.
    ///
    /// @throws IllegalStateException with a line for each that does not
    public void check() {
        List<String> problems =
                router.uriRoutes().flatMap(Endpoints::problems).sorted().distinct().toList();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("\n", problems));
        }
    }

    private static Stream<String> problems(UriRouteInfo<?, ?> route) {
        ExecutableMethod<?, ?> method = route.getTargetMethod().getExecutableMethod();
        String name =
                "%s %s (%s.%s) "
                        .formatted(
                                route.getHttpMethodName(),
                                route.getUriMatchTemplate(),
                                method.getDeclaringType().getSimpleName(),
                                method.getMethodName());
        List<String> problems =
                switch (Access.of(route.getAnnotationMetadata())) {
                    case Access.Undeclared _ ->
                            List.of("declares not exactly one of @Allow and @AllowAnyone");
                    case Access.Anyone _ -> problemsOfOpen(method);
                    case Access.Holders holders ->
                            problems(route.getUriMatchTemplate().toString(), method, holders);
                };
        return problems.stream().map(problem -> name + problem);
    }

    private static List<String> problemsOfOpen(ExecutableMethod<?, ?> method) {
        return callers(method)
                .filter(argument -> !argument.isNullable())
                .map(_ -> "is open to anyone, and so needs a @Nullable caller")
                .toList();
    }

    private static List<String> problems(
            String path, ExecutableMethod<?, ?> method, Access.Holders holders) {
        List<String> problems = new ArrayList<>();
        List<Role> admitted = Arrays.stream(Role.values()).filter(holders::admits).toList();
        if (admitted.isEmpty()) {
            problems.add("asks for permissions that no role holds");
        }
        for (Role role : admitted) {
            if (path.startsWith(ADMINISTRATION) && !role.isAdmin()) {
                problems.add("is the administrators', but admits the role " + role.label());
            }
            callers(method)
                    .filter(argument -> !argument.getType().isAssignableFrom(role.caller()))
                    .map(argument ->
                            "admits the role %s, who is no %s"
                                    .formatted(role.label(), argument.getTypeString(true)))
                    .forEach(problems::add);
        }
        return problems;
    }

    static Stream<Argument<?>> callers(ExecutableMethod<?, ?> method) {
        return Arrays.stream(method.getArguments())
                .filter(argument -> Caller.class.isAssignableFrom(argument.getType()));
    }
}
