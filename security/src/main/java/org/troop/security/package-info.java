/**
 * Who is who in a cluster: certificates that say which {@link org.troop.security.Part} their holder is, tokens that say what a
 * client may do, and the rule that nothing travels in the clear beyond one machine unless the operator says so.
 */
@NullMarked
package org.troop.security;

import org.jspecify.annotations.NullMarked;
