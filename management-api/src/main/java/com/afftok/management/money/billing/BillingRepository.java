package com.afftok.management.money.billing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about the parties of invoices, and their terms.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BillingRepository extends GenericRepository<InvoiceTerms, Long> {

    @Query(
            """
            select legal_name, address, country, tax_id, prefix, version from billing_issuer
            """)
    Optional<Issuer> issuer();

    /// Sets the issuer.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into billing_issuer as kept (legal_name, address, country, tax_id, prefix, version)
            select :legalName, :address, :country, cast(:taxId as text), :prefix, 1
             where :version = 0 or exists (select from billing_issuer)
                on conflict (id) do update
               set legal_name = excluded.legal_name, address = excluded.address, country = excluded.country,
                   tax_id = excluded.tax_id, prefix = excluded.prefix, version = kept.version + 1
             where kept.version = :version
            """)
    int keepIssuer(
            String legalName,
            String address,
            String country,
            @Nullable String taxId,
            String prefix,
            int version);

    @Query("select exists (select from accounts where id = :account and kind = 'advertiser')")
    boolean isAdvertiser(long account);

    @Query(
            """
            select legal_name, address, country, tax_id, language, version
              from billing_profiles
             where advertiser_id = :advertiser
            """)
    Optional<BillingProfile> profile(long advertiser);

    /// Sets the profile of an advertiser.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into billing_profiles as kept
                   (advertiser_id, legal_name, address, country, tax_id, language, version)
            select :advertiser, :legalName, :address, :country, cast(:taxId as text), :language, 1
             where :version = 0 or exists (select from billing_profiles where advertiser_id = :advertiser)
                on conflict (advertiser_id) do update
               set legal_name = excluded.legal_name, address = excluded.address, country = excluded.country,
                   tax_id = excluded.tax_id, language = excluded.language, version = kept.version + 1
             where kept.version = :version
            """)
    int keepProfile(
            long advertiser,
            String legalName,
            String address,
            String country,
            @Nullable String taxId,
            String language,
            int version);

    /// The latest ones first; of those of a day, the newest.
    @Query(
            """
            select id, to_char(effective_from, 'YYYY-MM-DD') as effective_from, tax_percent, due_days, created_at
              from invoice_terms
             where advertiser_id = :advertiser
             order by invoice_terms.effective_from desc, id desc
             limit :most
            """)
    List<InvoiceTerms> terms(long advertiser, int most);

    /// Those in force on a day.
    @Query(
            """
            select id, to_char(effective_from, 'YYYY-MM-DD') as effective_from, tax_percent, due_days, created_at
              from invoice_terms
             where advertiser_id = :advertiser and invoice_terms.effective_from <= :day
             order by invoice_terms.effective_from desc, id desc
             limit 1
            """)
    Optional<InvoiceTerms> terms(long advertiser, LocalDate day);

    @Query(
            """
            insert into invoice_terms (advertiser_id, effective_from, tax_percent, due_days, created_by, created_at)
            values (:advertiser, :from, :taxPercent, :dueDays, :admin, :now)
            """)
    void addTerms(
            long advertiser,
            LocalDate from,
            BigDecimal taxPercent,
            int dueDays,
            long admin,
            Instant now);

    /// The first day that is not invoiced, as text; empty without invoices.
    @Query(
            """
            select to_char(max(month) + interval '1 month', 'YYYY-MM-DD') from invoices
             where advertiser_id = :advertiser
            having max(month) is not null
            """)
    Optional<String> notInvoiced(long advertiser);
}
