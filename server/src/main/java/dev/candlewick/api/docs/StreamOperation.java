package dev.candlewick.api.docs;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// The stream of server-sent events, which is a route of its own and no method of a resource.
/// `/asyncapi.json` describes its messages.
final class StreamOperation {
  static final String PATH = "/api/v1/stream/events";
  private static final String TAG = "Streams";

  private StreamOperation() {}

  static void add(OpenAPI api, ErrorResponses errors) {
    MediaType events =
        OASFactory.createMediaType().schema(OASFactory.createSchema().addType(SchemaType.STRING));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description("Events until the client closes the connection")
            .content(OASFactory.createContent().addMediaType("text/event-stream", events));
    Operation operation =
        OASFactory.createOperation()
            .operationId("stream_events")
            .summary("Subscribe to topics as server-sent events")
            .description("The messages are those of /asyncapi.json.")
            .addTag(TAG)
            .parameters(
                List.of(
                    parameter("topics", Parameter.In.QUERY, "Topics with commas between them")
                        .required(true)
                        .example("ticks:BTC,candles:BTCUSDT:1m"),
                    parameter("after", Parameter.In.QUERY, "The cursor to continue after"),
                    parameter(
                        "Last-Event-ID",
                        Parameter.In.HEADER,
                        "The id of the last event, as browsers send it; before after")))
            .responses(OASFactory.createAPIResponses().addAPIResponse("200", response))
            .addExtension(AccessRules.EXTENSION, Map.of("anonymous", "all", "scope", "read"))
            .security(AccessRules.openSecurity());
    errors.add(operation, PATH, false);
    api.getPaths().addPathItem(PATH, OASFactory.createPathItem().GET(operation));
    api.addTag(
        OASFactory.createTag().name(TAG).description("Prices, candles and prints as they happen"));
  }

  private static Parameter parameter(String name, Parameter.In in, String description) {
    return OASFactory.createParameter()
        .name(name)
        .in(in)
        .description(description)
        .schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }
}
