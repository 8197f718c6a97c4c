package com.afftok.edge.visitor.geo;

import static com.afftok.edge.visitor.geo.GeoTests.address;
import static com.afftok.edge.visitor.geo.GeoTests.waitUntil;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchGeoFilesTest {

    @TempDir Path folder;

    @Test
    void puts_replaced_files_to_use() throws IOException {
        Path countryFile = MmdbFile.ofIpv6(MmdbFile.FLAT).with("8.0.0.0", 8, "SA").writeTo(file());
        Path centreFile = Files.writeString(folder.resolve("centres"), "8.0.0.0/8\n");
        CountryFile countries = new CountryFile(countryFile);
        DataCentres dataCentres = new DataCentres(centreFile);
        Vertx vertx = Vertx.vertx();
        try {
            vertx.deployVerticle(new WatchGeoFiles(Duration.ofMillis(10), countries, dataCentres))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            Path next =
                    MmdbFile.ofIpv6(MmdbFile.NESTED)
                            .with("8.0.0.0", 8, "DE")
                            .writeTo(folder.resolve("next"));
            Files.move(next, countryFile, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(centreFile, "9.0.0.0/8\n10.0.0.0/8\n");

            waitUntil(() -> countries.country(address("8.8.8.8")).equals("DE"));
            waitUntil(() -> dataCentres.contains(address("9.9.9.9")));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Path file() {
        return folder.resolve("countries.mmdb");
    }
}
