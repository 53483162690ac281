package dmsb.experiments.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dmsb.core.tensorfile.Excerpt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came in place of JSON, in the words of JSON and not in those of its parser. */
public final class JsonComplaint {
    private static final Pattern INTERNALS = Pattern.compile(
            "(?s)\\s*(\\(for [A-Za-z]+ starting at|\\(start marker at|\\(through reference|at \\[Source|\\n at ).*");

    private static final Pattern TOKEN =
            Pattern.compile("(?s)(?:Unrecognized|Non-standard) token '(.*)': (?:was expecting|enable) .*");
    private static final Pattern HINTS = Pattern.compile(
            "(?s)(: maybe a \\(non-standard\\) comment|: enable `|, from `|,? \\(?not recognized as one since Feature).*");

    private JsonComplaint() {}

    /**
     * What a parser came upon.
     *
     * @param refusal what it threw
     * @return words that follow {@code got}
     */
    public static String of(JsonProcessingException refusal) {
        if (refusal instanceof JsonEOFException) {
            return "an early end";
        }
        String message = String.valueOf(refusal.getOriginalMessage());
        if (refusal instanceof MismatchedInputException) {
            return message.startsWith("No content") ? "nothing" : "another value";
        }
        Matcher token = TOKEN.matcher(message);
        if (token.matches()) {
            return Excerpt.of(token.group(1));
        }
        String words = INTERNALS.matcher(message).replaceFirst("");
        return Excerpt.of(HINTS.matcher(words).replaceFirst(""));
    }

    /**
     * What kind of value begins with a token.
     *
     * @param token the token; null at the end
     * @return the kind with its article
     */
    public static String kind(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
