/**
 * The HTTP endpoint for whoever watches a process: {@code /metrics} for Prometheus, {@code /healthz} and {@code /readyz} for
 * Kubernetes. What is measured is said by the modules that are measured; docs/metrics.md lists all of it.
 */
@NullMarked
package org.troop.metrics;

import org.jspecify.annotations.NullMarked;
