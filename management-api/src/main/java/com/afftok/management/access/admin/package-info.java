/// Administrators: how they sign in, with a second factor once they have one.
@NullMarked
package com.afftok.management.access.admin;

import org.jspecify.annotations.NullMarked;
