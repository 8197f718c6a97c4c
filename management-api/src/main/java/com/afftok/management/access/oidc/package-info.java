/// OpenID Connect: this platform as a client of providers that sign users in.
@NullMarked
package com.afftok.management.access.oidc;

import org.jspecify.annotations.NullMarked;
