package org.troop.coordinator.store;

/** The proof store cannot do what it was asked to. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreException(String message) {
        super(message);
    }

    /** Somebody else owns the search by now: the caller must let go of it. */
    public static final class Fenced extends StoreException {
        private static final long serialVersionUID = 1L;

        Fenced(String search) {
            super("search " + search + " has another owner or is over");
        }
    }
}
