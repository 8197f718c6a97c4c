package com.afftok.management.money.payout.file;

import com.afftok.management.money.payout.debtor.Debtor;
import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.method.Destination;
import com.afftok.management.money.payout.method.Iban;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes credit transfers in ISO 20022, pain.001.001.09. The same payments have the same bytes.
public final class WritePain {

    public static final String MEDIA_TYPE = "application/xml";

    private static final String SPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_REMARK = 140;

    private final BankText text = new BankText();
    private final XMLStreamWriter xml;
    private final Payments payments;
    private final Debtor debtor;

    private WritePain(XMLStreamWriter xml, Payments payments, Debtor debtor) {
        this.xml = xml;
        this.payments = payments;
        this.debtor = debtor;
    }

    public static String xml(Payments payments, Debtor debtor) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new WritePain(xml, payments, debtor).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can be written", e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(SPACE);
        xml.writeStartElement("CstmrCdtTrfInitn");
        header();
        xml.writeStartElement("PmtInf");
        element("PmtInfId", payments.name() + "-1");
        element("PmtMtd", "TRF");
        sums();
        xml.writeStartElement("ReqdExctnDt");
        element("Dt", payments.at().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        xml.writeEndElement();
        debtor();
        for (Payment payment : payments.payments()) {
            transfer(payment);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void header() throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        element("MsgId", payments.name());
        element(
                "CreDtTm",
                DateTimeFormatter.ISO_INSTANT.format(
                        payments.at().truncatedTo(ChronoUnit.SECONDS)));
        sums();
        party("InitgPty", debtor.name());
        xml.writeEndElement();
    }

    private void sums() throws XMLStreamException {
        element("NbOfTxs", Integer.toString(payments.payments().size()));
        element("CtrlSum", payments.total().toPlainString());
    }

    private void debtor() throws XMLStreamException {
        party("Dbtr", debtor.name());
        account("DbtrAcct", debtor.account(), payments.currency().code());
        bank("DbtrAgt", debtor.bankCode());
    }

    private void transfer(Payment payment) throws XMLStreamException {
        Destination to = payment.destination();
        xml.writeStartElement("CdtTrfTxInf");
        xml.writeStartElement("PmtId");
        element("InstrId", payment.endToEndId());
        element("EndToEndId", payment.endToEndId());
        xml.writeEndElement();
        xml.writeStartElement("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", payments.currency().code());
        xml.writeCharacters(payment.amount().toBigDecimal().toPlainString());
        xml.writeEndElement();
        xml.writeEndElement();
        String code = to.bankCode();
        if (code != null) {
            bank("CdtrAgt", code);
        }
        party("Cdtr", to.accountHolder());
        account("CdtrAcct", to.account(), "");
        xml.writeStartElement("RmtInf");
        element(
                "Ustrd",
                text.of(
                        "%s payout %d".formatted(debtor.name(), payment.payout().value()),
                        LONGEST_REMARK));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void party(String role, String name) throws XMLStreamException {
        xml.writeStartElement(role);
        element("Nm", text.of(name, LONGEST_NAME));
        xml.writeEndElement();
    }

    /// @param currency empty for none
    private void account(String role, String account, String currency) throws XMLStreamException {
        xml.writeStartElement(role);
        xml.writeStartElement("Id");
        if (Iban.isMeant(account)) {
            element("IBAN", account);
        } else {
            xml.writeStartElement("Othr");
            element("Id", account);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        if (!currency.isEmpty()) {
            element("Ccy", currency);
        }
        xml.writeEndElement();
    }

    /// By its BIC, or by the code that its country's clearing uses.
    private void bank(String role, String code) throws XMLStreamException {
        xml.writeStartElement(role);
        xml.writeStartElement("FinInstnId");
        if (Iban.BIC.matcher(code).matches()) {
            element("BICFI", code);
        } else {
            xml.writeStartElement("ClrSysMmbId");
            element("MmbId", code);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
