/** Tests of what operators install: the objects that kustomize renders, the dashboards and the alerts. No program code. */
@NullMarked
package org.troop.deploy;

import org.jspecify.annotations.NullMarked;
