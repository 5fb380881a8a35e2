package org.troop.coordinator.access;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.troop.proto.GetRequest;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.WorkServiceGrpc;
import org.troop.security.Part;
import org.troop.security.Role;
import org.troop.security.Tokens;
import org.troop.security.Transport;
import org.troop.worker.wire.Connections;

/**
 * Looks at every call before its first message is read. Over TLS, workers must have a worker's certificate, and clients a
 * client's; if there are tokens, clients must have one that allows the call, too, and so must workers without TLS. Health and
 * reflection, which tell nothing, are for everybody who gets a connection.
 */
public final class Gatekeeper implements ServerInterceptor {
    private final AccessControl access;

    public Gatekeeper(AccessControl access) {
        this.access = access;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String service = String.valueOf(call.getMethodDescriptor().getServiceName());
        String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
        Caller caller = Caller.of(call.getAttributes(), holder(headers));
        Status objection = switch (service) {
            case WorkServiceGrpc.SERVICE_NAME -> objection(caller, Part.WORKER, Role.WORK);
            case SweepServiceGrpc.SERVICE_NAME -> objection(caller, Part.CLIENT, needed(method));
            default -> null;
        };
        if (objection != null) {
            access.audit().refused(caller, method, objection);
            call.close(objection, new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return method.equals("Submit") || method.equals("Cancel") || method.equals("Collect")
                ? audited(caller, method, call, headers, next)
                : next.startCall(call, headers);
    }

    private static Role needed(String method) {
        return switch (method) {
            case "Get", "List", "Watch", "FetchSweepTheory", "FetchProof", "FetchTraces" -> Role.READ;
            case "Submit" -> Role.SUBMIT;
            default -> Role.ADMIN;
        };
    }

    private Tokens.@Nullable Holder holder(Metadata headers) {
        String h = headers.get(Connections.AUTHORIZATION);
        return access.tokens() == null || h == null || !h.startsWith(Connections.BEARER)
                ? null
                : access.tokens().find(h.substring(Connections.BEARER.length()));
    }

    private @Nullable Status objection(Caller caller, Part part, Role role) {
        boolean encrypted = access.transport() instanceof Transport.Encrypted;
        if (encrypted && !caller.parts().contains(part)) {
            return Status.PERMISSION_DENIED.withDescription(
                    "the certificate is not that of a " + lower(part) + ": it has no alternative name " + part.uri());
        }
        if (access.tokens() == null || (encrypted && part == Part.WORKER)) {
            return null;
        }
        if (caller.holder() == null) {
            return Status.UNAUTHENTICATED.withDescription("a valid token is needed");
        }
        return role.isIn(caller.holder().roles())
                ? null
                : Status.PERMISSION_DENIED.withDescription(
                        "the token of " + caller.holder().name() + " lacks the role " + lower(role));
    }

    private static String lower(Enum<?> e) {
        return e.name().toLowerCase(java.util.Locale.ROOT);
    }

    private <Q, A> ServerCall.Listener<Q> audited(
            Caller caller, String method, ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        AuditedCall<Q, A> audited = new AuditedCall<>(call, caller, method);
        return new SimpleForwardingServerCallListener<>(next.startCall(audited, headers)) {
            @Override
            public void onMessage(Q message) {
                audited.asked(message);
                super.onMessage(message);
            }

            @Override
            public void onCancel() {
                audited.note(Status.CANCELLED.withDescription("the client did not wait for the answer"));
                super.onCancel();
            }
        };
    }

    /** Notes what was asked and how the call ended. */
    private final class AuditedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final Caller caller;
        private final String method;

        // Guarded by this.
        private String about = "";
        private boolean noted;

        AuditedCall(ServerCall<Q, A> call, Caller caller, String method) {
            super(call);
            this.caller = caller;
            this.method = method;
        }

        synchronized void asked(Object message) {
            about = switch (message) {
                case SubmitRequest s ->
                    "sweep=" + AuditLog.quoted(s.getId()) + " lemmas=" + s.getLemmasCount() + " name="
                            + AuditLog.quoted(s.getName());
                case GetRequest g -> "sweep=" + AuditLog.quoted(g.getId());
                default -> "";
            };
        }

        @Override
        public void sendMessage(A message) {
            if (message instanceof Sweep s) {
                synchronized (this) {
                    about += " theory=" + s.getTheory();
                }
            }
            super.sendMessage(message);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            note(status);
            super.close(status, trailers);
        }

        synchronized void note(Status outcome) {
            if (!noted) {
                noted = true;
                access.audit().note(caller, method, outcome, about);
            }
        }
    }
}
