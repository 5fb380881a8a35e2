/**
 * A worker: dials a coordinator, takes leases, searches their units on its cores, and gives back partial proofs. It decides
 * nothing about a proof and keeps nothing: what is merged is with the coordinator, and what is not can be searched again.
 */
@NullMarked
package org.troop.worker;

import org.jspecify.annotations.NullMarked;
