package dev.candlewick.api.docs;

import dev.candlewick.api.filter.IdempotentWrites;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// The headers and the parameter that operations refer to.
final class CommonComponents {
  private static final String KEY = "IdempotencyKey";
  private static final String REPLAYED = "IdempotencyReplayed";

  private CommonComponents() {}

  static void add(Components components) {
    Map<String, Header> always =
        Map.of(
            "TotalCount", integer("The rows of the whole filter"),
            "RetryAfter", integer("Seconds until the next request"),
            "Location", string("The path of what was made"),
            "ETag", string("The version of the response, for If-None-Match"),
            "SetCookie", string("The cookie of the session"),
            "Provider", string("The venue of the prices"),
            "AsOf", string("The time of the prices"),
            "Stale", string("true when newer prices could not be fetched, else false"),
            "Authenticate", string("The scheme of credentials"),
            "Allow", string("The methods of the path"));
    new TreeMap<>(always)
        .forEach((name, header) -> components.addHeader(name, header.required(true)));
    components.addHeader(
        "Link", string("The address of the next page with rel=\"next\"; absent on the last"));
    components.addHeader(
        REPLAYED, string("true when this is the stored response of an earlier request"));
    components.addParameter(KEY, idempotencyKey());
  }

  /// Declares the key of a writing operation, and the header of a repeated response.
  static void describeWrite(Operation operation) {
    operation.addParameter(OASFactory.createParameter().ref(KEY));
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> {
          if (status.startsWith("2")) {
            response.addHeader(IdempotentWrites.REPLAYED, OASFactory.createHeader().ref(REPLAYED));
          }
        });
  }

  private static Header integer(String description) {
    return header(description, SchemaType.INTEGER);
  }

  private static Header string(String description) {
    return header(description, SchemaType.STRING);
  }

  private static Header header(String description, SchemaType type) {
    Schema schema = OASFactory.createSchema().addType(type);
    if (type == SchemaType.INTEGER) schema.setFormat("int64");
    return OASFactory.createHeader().description(description).schema(schema);
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name(IdempotentWrites.HEADER)
        .in(Parameter.In.HEADER)
        .description(
            "A key of the client's choice, new for each request that is meant. For 24 hours the same"
                + " request under the same key gets the first response again, with"
                + " Idempotency-Replayed: true, and changes nothing; another request under it is"
                + " refused with 422. Send a request whose outcome is not known (OUTCOME_UNKNOWN, a"
                + " lost connection) again with its key.")
        .schema(
            OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .minLength(1)
                .maxLength(IdempotentWrites.MAX_LENGTH));
  }
}
