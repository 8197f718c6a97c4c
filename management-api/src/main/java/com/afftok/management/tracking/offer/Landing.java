package com.afftok.management.tracking.offer;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where shoppers are sent, and which data is collected there. Promoters do not see it, and an
/// owner can change it with an approval alone.
@Introspected
@Serdeable
record Landing(
        String destinationUrl,
        List<String> allowedHosts,
        Boolean strictGeo,
        Integer minSecondsToConversion) {

    private static final int MOST_HOSTS = 50;
    private static final int SECONDS_OF_A_DAY = 86_400;

    Landing parsed(Fields fields) {
        fields.check(
                allowedHosts == null
                        || (allowedHosts.size() <= MOST_HOSTS
                                && allowedHosts.stream().allMatch(Landing::isHost)),
                "allowed_hosts",
                Problem.NOT_HOSTS,
                MOST_HOSTS);
        String url = Destination.url(fields, "destination_url", destinationUrl);
        return new Landing(
                fields.present("destination_url", url),
                hosts(),
                Boolean.TRUE.equals(strictGeo),
                fields.between(
                        "min_seconds_to_conversion",
                        minSecondsToConversion,
                        0,
                        SECONDS_OF_A_DAY,
                        0));
    }

    private static boolean isHost(@Nullable String name) {
        return name != null && Destination.host(name) != null;
    }

    private List<String> hosts() {
        return Fields.distinct(
                Fields.distinct(allowedHosts).stream()
                        .<@Nullable String>map(Destination::host)
                        .toList());
    }

    /// Whether it allows no other destinations. Removing hosts allows none.
    boolean isWithin(Landing other) {
        return destinationUrl.equals(other.destinationUrl())
                && other.allowedHosts().containsAll(allowedHosts)
                && Objects.equals(strictGeo, other.strictGeo())
                && Objects.equals(minSecondsToConversion, other.minSecondsToConversion());
    }
}
