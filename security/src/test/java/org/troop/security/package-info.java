/** Certificates and tokens as files, good and bad. */
@NullMarked
package org.troop.security;

import org.jspecify.annotations.NullMarked;
