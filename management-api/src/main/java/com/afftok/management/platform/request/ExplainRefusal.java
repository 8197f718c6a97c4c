package com.afftok.management.platform.request;

import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.InvitationId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.NetworkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.id.PostbackId;
import com.afftok.shared.id.PostbackSecretId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.id.WebhookId;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.compression.DecompressionException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the field that made a request unreadable, and describes the expected value.
///
/// The description comes from the expected type, never from the exception, whose message may repeat
/// input.
public final class ExplainRefusal {

    private static final int DEEPEST_CAUSE = 8;
    private static final Set<Class<?>> IDS =
            Set.of(
                    OfferId.class,
                    UserId.class,
                    NetworkId.class,
                    LinkId.class,
                    ConversionId.class,
                    PostbackId.class,
                    PostbackSecretId.class,
                    InvitationId.class,
                    WebhookId.class,
                    PayoutId.class,
                    AdminId.class);
    private static final Pattern UNKNOWN =
            Pattern.compile("Unknown property \\[([A-Za-z0-9_.-]{1,50})]");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private ExplainRefusal() {}

    public static List<Detail> details(
            int status, HttpRequest<?> request, @Nullable Throwable cause) {
        return switch (status) {
            case 406 -> List.of(Problem.NOT_ACCEPTABLE.with("Accept"));
            case 415 -> List.of(Problem.WRONG_MEDIA_TYPE.with("Content-Type"));
            default -> cause == null ? List.of() : details(cause);
        };
    }

    /// Whether the body does not match its `Content-Encoding`.
    public static boolean isBadEncoding(@Nullable Throwable cause) {
        return cause != null
                && chain(cause).stream().anyMatch(DecompressionException.class::isInstance);
    }

    /// The problems reported by the request's record, at any depth of the cause chain.
    public static Optional<InvalidRequest> invalid(@Nullable Throwable cause) {
        return cause == null
                ? Optional.empty()
                : chain(cause).stream()
                        .filter(InvalidRequest.class::isInstance)
                        .map(InvalidRequest.class::cast)
                        .findFirst();
    }

    private static List<Detail> details(Throwable refusal) {
        return invalid(refusal)
                .map(InvalidRequest::problems)
                .orElseGet(() -> List.of(detail(refusal)));
    }

    /// A conversion error wraps its cause, which names the field more precisely.
    private static Detail detail(Throwable refusal) {
        List<Throwable> chain = chain(refusal);
        return chain.stream()
                .flatMap(cause -> precise(cause).stream())
                .findFirst()
                .or(() -> chain.stream().flatMap(cause -> rough(cause).stream()).findFirst())
                .orElse(Problem.UNREADABLE.with("request"));
    }

    private static List<Throwable> chain(Throwable refusal) {
        List<Throwable> chain = new ArrayList<>();
        Throwable cause = refusal;
        while (cause != null && chain.size() < DEEPEST_CAUSE) {
            chain.add(cause);
            cause = cause.getCause();
        }
        return chain;
    }

    private static Optional<Detail> precise(Throwable cause) {
        return switch (cause) {
            case SerdeException e when UNKNOWN.matcher(words(e)).find() -> Optional.of(unknown(e));
            case SerdeException e when !e.getPath().isEmpty() ->
                    Optional.of(unreadable(e.getPath()));
            case DecompressionException _ ->
                    Optional.of(Problem.WRONG_ENCODING.with("Content-Encoding"));
            case UnreadableJson e -> Optional.of(e.detail());
            case UnsatisfiedArgumentException e -> Optional.of(missing(e.getArgument()));
            case UnsatisfiedRouteException e -> Optional.of(missing(e.getArgument()));
            default -> Optional.empty();
        };
    }

    private static String words(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }

    /// For a top-level member, only the library's message contains the name.
    private static Detail unknown(SerdeException refusal) {
        Matcher found = UNKNOWN.matcher(words(refusal));
        String field =
                refusal.getPath().isEmpty()
                        ? found.results().map(one -> one.group(1)).findFirst().orElse("body")
                        : unreadable(refusal.getPath()).field();
        return Problem.UNKNOWN_MEMBER.with(field);
    }

    private static Optional<Detail> rough(Throwable cause) {
        return cause instanceof ConversionErrorException e
                ? Optional.of(unreadable(e.getArgument()))
                : Optional.empty();
    }

    private static Detail missing(Argument<?> argument) {
        return Problem.REQUIRED.with(field(argument));
    }

    private static Detail unreadable(Argument<?> argument) {
        return expected(field(argument), argument.getType());
    }

    /// The path starts with the innermost element.
    private static Detail unreadable(List<ReferencePath> path) {
        StringBuilder field = new StringBuilder();
        for (ReferencePath step : path.reversed()) {
            if (step instanceof CollectionItemReferencePath item) {
                field.append('[').append(item.index()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(snakeCase(step.getArgument()));
            }
        }
        Argument<?> innermost = path.getFirst().getArgument();
        Argument<?> value =
                path.getFirst() instanceof CollectionItemReferencePath
                        ? innermost.getFirstTypeVariable().orElse(innermost)
                        : innermost;
        return expected(field.toString(), value.getType());
    }

    private static String field(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(Body.class)
                ? "body"
                : snakeCase(argument);
    }

    private static String snakeCase(Argument<?> argument) {
        return HUMP.matcher(argument.getName()).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    private static Detail expected(String field, Class<?> type) {
        if (type.isEnum()) {
            return Problem.NOT_ONE_OF.with(
                    field,
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .toList());
        }
        Problem form = form(type);
        return form == Problem.NOT_A_NUMBER
                ? form.with(field, ExactTypes.MOST_DIGITS)
                : form.with(field);
    }

    private static Problem form(Class<?> type) {
        if (Set.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
            return Problem.NOT_A_WHOLE_NUMBER;
        }
        if (IDS.contains(type)) {
            return Problem.NOT_AN_ID;
        }
        if (type == UUID.class) {
            return Problem.NOT_A_UUID;
        }
        if (type == boolean.class || type == Boolean.class) {
            return Problem.NOT_A_BOOLEAN;
        }
        if (Number.class.isAssignableFrom(type)) {
            return Problem.NOT_A_NUMBER;
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return Problem.NOT_A_TEXT;
        }
        if (type == LocalDate.class) {
            return Problem.NOT_A_DAY;
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return Problem.NOT_A_TIME;
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray()
                ? Problem.NOT_A_LIST
                : Problem.NOT_AN_OBJECT;
    }
}
