/// Administrators: sign-in, second factor, and management by super admins.
@NullMarked
package com.afftok.management.access.admin;

import org.jspecify.annotations.NullMarked;
