package dev.candlewick.api.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.ResponseEncryption;
import dev.candlewick.account.ResponseEncryption.ResponseCipher;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.store.IdempotencyStore;
import dev.candlewick.store.IdempotencyStore.KeyState;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/// Carries out a write under its `Idempotency-Key`: once, and stores the response with it; further
/// requests get the stored response. A request that is refused changes nothing and stores no
/// response.
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public final class IdempotentWrites {
  public static final String HEADER = "Idempotency-Key";
  public static final String REPLAYED = "Idempotency-Replayed";

  public static final int MAX_LENGTH = 255;

  private static final Pattern KEY =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");
  private static final int OK = 200;
  private static final int RETRY_SECONDS = 1;

  private final IdempotencyStore store;
  private final ResponseEncryption encryption;
  private final StoredResponse.Codec codec;

  /// Wraps a checked exception of an operation while it passes the store.
  private static final class ThrownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ThrownException(Exception cause) {
      super(cause);
    }
  }

  public IdempotentWrites(
      IdempotencyStore store, ResponseEncryption encryption, ObjectMapper json) {
    this.store = store;
    this.encryption = encryption;
    this.codec = new StoredResponse.Codec(json);
  }

  @AroundInvoke
  @Nullable Object write(InvocationContext invocation) throws Exception {
    ContainerRequestContext request = CurrentRequestManager.get().getContainerRequestContext();
    String key = key(request);
    if (key == null) return invocation.proceed();
    ResponseCipher seal = encryption.forKey(CallerContext.of(request), key);
    IdempotencyStore.Key stored = seal.storedKey(requestBytes(invocation, request));
    Optional<KeyState> known = store.find(stored);
    if (known.isPresent()) throw exceptionFor(known.get(), seal);
    return write(invocation, seal, stored);
  }

  private static @Nullable String key(ContainerRequestContext request) {
    List<String> given = request.getHeaders().get(HEADER);
    if (given == null) return null;
    if (given.size() != 1 || !KEY.matcher(given.getFirst()).matches()) {
      throw invalidKey("must be 1 to 255 printable characters, once");
    }
    return given.getFirst();
  }

  private static ApiException invalidKey(String message) {
    return ApiException.validation(
        List.of(new ApiException.FieldError("header." + HEADER, message)));
  }

  private @Nullable Object write(
      InvocationContext invocation, ResponseCipher seal, IdempotencyStore.Key key)
      throws Exception {
    int status = status(invocation.getMethod());
    boolean steps = invocation.getMethod().getAnnotation(Idempotent.class).inSteps();
    IdempotencyStore.Result<Optional<Object>> result;
    try {
      result =
          steps
              ? store.runInSteps(
                  key, () -> proceed(invocation), value -> encrypt(seal, status, value))
              : store.runInTransaction(
                  key, () -> proceed(invocation), value -> encrypt(seal, status, value));
    } catch (ThrownException e) {
      throw (Exception) e.getCause();
    }
    return switch (result) {
      case IdempotencyStore.Result.Executed<Optional<Object>> done -> done.value().orElse(null);
      case IdempotencyStore.Result.NotExecuted<Optional<Object>> before ->
          throw exceptionFor(before.state(), seal);
    };
  }

  /// The status of an operation that returns a body.
  private static int status(Method operation) {
    ResponseStatus declared = operation.getAnnotation(ResponseStatus.class);
    return declared == null ? OK : declared.value();
  }

  private static Optional<Object> proceed(InvocationContext invocation) {
    try {
      return Optional.ofNullable(invocation.proceed());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ThrownException(e);
    }
  }

  private byte[] encrypt(ResponseCipher seal, int status, Optional<Object> value) {
    return seal.encrypt(codec.write(StoredResponse.of(value.orElse(null), status, codec)));
  }

  private RuntimeException exceptionFor(KeyState known, ResponseCipher seal) {
    return switch (known) {
      case KeyState.Completed answered ->
          new ReplayedException(codec.read(seal.decrypt(answered.response())).response());
      case KeyState.DifferentRequest other -> invalidKey("came with another request before");
      case KeyState.InProgress underWay ->
          new ApiException(
              ErrorCode.CONFLICT,
              "A request with this Idempotency-Key is being carried out",
              List.of(),
              Map.of("Retry-After", Integer.toString(RETRY_SECONDS)));
    };
  }

  /// Carries a stored response in place of the operation's result.
  static final class ReplayedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    ReplayedException(Response response) {
      super("replayed", null, false, false);
      this.response = response;
    }

    Response response() {
      return response;
    }
  }

  /// The operation and all its input, so that aliases of one operation are one request.
  private static byte[] requestBytes(
      InvocationContext invocation, ContainerRequestContext request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> texts = new ArrayList<>();
    texts.add(invocation.getMethod().getDeclaringClass().getSimpleName());
    texts.add(invocation.getMethod().getName());
    request.getUriInfo().getPathParameters().forEach((name, value) -> texts.add(name + value));
    texts.add(String.valueOf(request.getUriInfo().getRequestUri().getRawQuery()));
    texts.forEach(text -> bytes.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8)));
    for (Object parameter : invocation.getParameters()) {
      if (parameter instanceof byte[] body) bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }
}
