package org.troop.coordinator;

/** What coordinators of one cluster say to each other; see {@link MessageSerializer}. */
public interface Message {}
