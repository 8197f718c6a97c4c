package com.afftok.local;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// The newest and the oldest supported PostgreSQL: started once, stopped after all tests of the
/// module.
final class SchemaServers implements ArgumentsProvider {

    private static final Namespace NAMESPACE = Namespace.create(SchemaServers.class);
    private static final Path DEBIAN_15 = Path.of("/usr/lib/postgresql/15/bin");

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        return Stream.of(18, 15).map(version -> Arguments.of(server(version, context)));
    }

    private static SchemaServer server(int version, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(version, SchemaServers::start, SchemaServer.class);
    }

    private static SchemaServer start(int version) {
        try {
            return version == 18 ? SchemaServer.ours() : SchemaServer.installed15(DEBIAN_15);
        } catch (Exception failure) {
            throw new IllegalStateException("PostgreSQL " + version + " did not start", failure);
        }
    }
}
