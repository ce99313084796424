"""Tables as banks of many countries print them, invented: what a guess makes of each, and where it asks instead.

A case is the text, its encoding, and what must be read: rows, money in, money out, first and last day.
"""

from decimal import Decimal
from typing import NamedTuple

import pytest

from ingest.guess.guess import Guess, guess
from ingest.guess.reading import read
from ingest.money import decimal_text
from ingest.source import Source


class Case(NamedTuple):
    """One bank's table, and what it says."""

    text: str
    told: tuple[int, str, str, str, str]
    currency: str = ""
    encoding: str = "utf-8"
    name: str = "table.csv"


CASES = {
    "de giro": Case("Girokonto;DE00000000000000000000\n\nBuchungstag;Wertstellung;Auftraggeber / Begünstigter;Verwendungszweck;Betrag (EUR)\n02.01.2024;02.01.2024;Beispiel GmbH;Miete;-1.200,00\n15.01.2024;15.01.2024;Firma;Gehalt;2.500,50\n", (2, "2500.50", "-1200.00", "2024-01-02", "2024-01-15"), "EUR", "cp1252"),
    "de soll haben": Case("Datum;Text;Umsatz;Soll/Haben;Währung\n03.02.2024;Einkauf;12,30;S;EUR\n04.02.2024;Eingang;100,00;H;EUR\n", (2, "100.00", "-12.30", "2024-02-03", "2024-02-04"), "EUR"),
    "ch apostrophe": Case("Datum;Buchungstext;Belastung;Gutschrift;Valuta;Saldo\n03.02.24;Einkauf;1'234.55;;03.02.24;8'765.45\n05.02.24;Lohn;;5'000.00;05.02.24;13'765.45\n", (2, "5000.00", "-1234.55", "2024-02-03", "2024-02-05")),
    "fr": Case("Date;Libellé;Débit euros;Crédit euros\n05/01/2024;CARTE EXEMPLE;-12,50;\n28/01/2024;VIREMENT SALAIRE;;1 950,00\n", (2, "1950.00", "-12.50", "2024-01-05", "2024-01-28"), "EUR", "cp1252"),
    "nl af bij": Case('"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","MutatieSoort","Mededelingen"\n"20240105","Winkel","NL00BANK0000000001","","BA","Af","10,50","Betaalautomaat","x"\n"20240106","Werk","NL00BANK0000000001","NL00BANK0000000002","OV","Bij","2000,00","Overschrijving","y"\n', (2, "2000.00", "-10.50", "2024-01-05", "2024-01-06"), "EUR"),
    "es": Case("Fecha;Concepto;Importe;Saldo\n31/01/2024;Compra;-20,00;480,00\n01/02/2024;Nómina;1.500,00;1.980,00\n", (2, "1500.00", "-20.00", "2024-01-31", "2024-02-01")),
    "it dare avere": Case("Data operazione;Data valuta;Descrizione;Dare;Avere\n02/01/2024;02/01/2024;Bolletta;45,30;\n03/01/2024;03/01/2024;Stipendio;;1.800,00\n", (2, "1800.00", "-45.30", "2024-01-02", "2024-01-03"), "EUR"),
    "pt br": Case("Data;Histórico;Valor;Saldo\n15/01/2024;Compra no débito;-R$ 25,90;R$ 974,10\n16/01/2024;Pix recebido;R$ 1.100,00;R$ 2.074,10\n", (2, "1100.00", "-25.90", "2024-01-15", "2024-01-16"), "BRL"),
    "pl": Case("Data operacji;Data księgowania;Opis operacji;Kwota;Saldo po operacji\n2024-01-05;2024-01-06;Zakup;-15,99 PLN;984,01 PLN\n2024-01-10;2024-01-10;Wynagrodzenie;3 000,00 PLN;3 984,01 PLN\n", (2, "3000.00", "-15.99", "2024-01-05", "2024-01-10"), "PLN", "cp1250"),
    "cz": Case("Datum provedení;Datum zaúčtování;Protiúčet;Název protiúčtu;Částka;Měna;Poznámka\n05.01.2024;06.01.2024;123/0100;Obchod;-250,00;CZK;nákup\n15.01.2024;15.01.2024;;Firma;30 000,00;CZK;mzda\n", (2, "30000.00", "-250.00", "2024-01-05", "2024-01-15"), "CZK", "cp1250"),
    "hu": Case("Könyvelés dátuma;Tranzakció dátuma;Közlemény;Összeg;Devizanem;Egyenleg\n2024.01.05.;2024.01.04.;Vásárlás;-3 500;HUF;96 500\n2024.01.10.;2024.01.10.;Munkabér;400 000;HUF;496 500\n", (2, "400000.00", "-3500.00", "2024-01-04", "2024-01-10"), "HUF", "cp1250"),
    "ro": Case("Data tranzactiei,Descriere,Debit,Credit,Sold\n05.01.2024,Cumparare,50.25,,949.75\n06.01.2024,Salariu,,1000.00,1949.75\n", (2, "1000.00", "-50.25", "2024-01-05", "2024-01-06")),
    "se": Case("Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Saldo;Valuta\n2024-01-05;-120,00;;;;Kortköp Butik;880,00;SEK\n2024-01-25;25 000,00;;;;Lön;25 880,00;SEK\n", (2, "25000.00", "-120.00", "2024-01-05", "2024-01-25"), "SEK"),
    "no": Case('"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"\n"05.01.2024";"Varekjøp";"05.01.2024";"99,00";""\n"12.01.2024";"Lønn";"12.01.2024";"";"30000,00"\n', (2, "30000.00", "-99.00", "2024-01-05", "2024-01-12"), "NOK", "cp1252"),
    "dk": Case("Bogført dato;Tekst;Beløb i DKK;Bogført saldo i DKK\n05-01-2024;Dankort Butik;-75,50;924,50\n31-01-2024;Løn;20.000,00;20.924,50\n", (2, "20000.00", "-75.50", "2024-01-05", "2024-01-31"), "DKK", "cp1252"),
    "fi": Case("Kirjauspäivä;Määrä;Maksaja;Maksunsaaja;Nimi;Otsikko;Viitenumero\n05.01.2024;-15,20;;;Kauppa;Korttiosto;\n15.01.2024;2000,00;;;Yritys;Palkka;\n", (2, "2000.00", "-15.20", "2024-01-05", "2024-01-15"), "EUR"),
    "ru": Case("Дата операции;Описание;Сумма операции;Валюта\n05.01.2024 12:30;Покупка;-350,00;RUB\n10.01.2024 09:00;Зарплата;50 000,00;RUB\n", (2, "50000.00", "-350.00", "2024-01-05", "2024-01-10"), "RUB", "cp1251"),
    "ua": Case("Дата операції,Опис операції,Сума в валюті картки (UAH),Залишок після операції\n05.01.2024 10:00:00,Магазин,-100.50,899.50\n06.01.2024 11:00:00,Зарахування,1000.00,1899.50\n", (2, "1000.00", "-100.50", "2024-01-05", "2024-01-06"), "UAH"),
    "cn loan sides": Case("交易日期,摘要,借方发生额,贷方发生额,余额,对方户名\n20240105,消费,30.00,,970.00,示例\n20240110,工资,,5000.00,5970.00,公司\n", (2, "5000.00", "-30.00", "2024-01-05", "2024-01-10"), "CNY", "gb18030"),
    "cn direction": Case("交易时间,交易类型,收/支,金额(元),交易对方\n2024-01-05 10:00:00,消费,支出,12.50,示例咖啡\n2024-01-06 10:00:00,转账,收入,100.00,朋友\n", (2, "100.00", "-12.50", "2024-01-05", "2024-01-06"), "CNY"),
    "tw": Case("日期,摘要,支出,存入,餘額\n2024/01/05,提款,1000,,9000\n2024/01/20,薪資,,50000,59000\n", (2, "50000.00", "-1000.00", "2024-01-05", "2024-01-20"), "", "big5"),
    "jp": Case('"お取引日","お取引内容","お引出し","お預入れ","残高"\n"2024年1月5日","コンビニ","1,200","","98,800"\n"2024年1月25日","給与","","250,000","348,800"\n', (2, "250000", "-1200", "2024-01-05", "2024-01-25"), "JPY", "cp932"),
    "jp card": Case("ご利用日,ご利用店名,ご利用金額\n2024/01/05,ショップA お支払,1200\n2024/01/06,ショップB お支払,300\n", (2, "0", "-1500", "2024-01-05", "2024-01-06"), "JPY", "cp932"),
    "kr": Case("거래일시,적요,출금액,입금액,잔액\n2024-01-05 10:11:12,편의점,5000,0,95000\n2024-01-25 09:00:00,급여,0,2000000,2095000\n", (2, "2000000", "-5000", "2024-01-05", "2024-01-25"), "KRW", "cp949"),
    "id db cr": Case('Tanggal,Keterangan,Jumlah,Saldo\n05/01/2024,TARIK TUNAI,"100,000.00 DB","900,000.00"\n15/01/2024,GAJI,"5,000,000.00 CR","5,900,000.00"\n', (2, "5000000.00", "-100000.00", "2024-01-05", "2024-01-15"), "IDR"),
    "id thousands": Case("Tanggal;Keterangan;Debit;Kredit;Saldo\n05/01/2024;Belanja;50.000;0;950.000\n15/01/2024;Setoran;0;1.000.000;1.950.000\n", (2, "1000000.00", "-50000.00", "2024-01-05", "2024-01-15"), "IDR"),
    "in": Case('Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance\n05/01/24,UPI-SHOP,0000001,05/01/24,"1,500.00",,"98,500.00"\n18/01/24,SALARY,0000002,18/01/24,,"1,20,000.00","2,18,500.00"\n', (2, "120000.00", "-1500.00", "2024-01-05", "2024-01-18")),
    "in card cr": Case('Date,Transaction Details,Amount (in Rs.)\n05/01/2024,SHOP,"1,500.00"\n25/01/2024,PAYMENT RECEIVED,"10,000.00 Cr"\n', (2, "10000.00", "-1500.00", "2024-01-05", "2024-01-25")),
    "th": Case('วันที่,รายการ,ถอนเงิน,ฝากเงิน,ยอดคงเหลือ\n05/01/2567,ซื้อของ,100.00,,900.00\n15/01/2567,เงินเดือน,,"20,000.00","20,900.00"\n', (2, "20000.00", "-100.00", "2024-01-05", "2024-01-15"), "THB", "cp874"),
    "vn": Case("Ngày giao dịch,Nội dung,Số tiền ghi nợ,Số tiền ghi có,Số dư\n15/01/2024,Mua hang,50000,,950000\n16/01/2024,Luong,,10000000,10950000\n", (2, "10000000", "-50000", "2024-01-15", "2024-01-16"), "VND"),
    "tr": Case("Tarih;Açıklama;Tutar;Bakiye\n05.01.2024;Market;-150,75;849,25\n15.01.2024;Maaş;20.000,00;20.849,25\n", (2, "20000.00", "-150.75", "2024-01-05", "2024-01-15"), "TRY", "cp1254"),
    "us checking": Case("Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\nDEBIT,01/15/2024,STORE,-20.00,DEBIT_CARD,980.00,\nCREDIT,01/31/2024,PAYROLL,1500.00,ACH_CREDIT,2480.00,\n", (2, "1500.00", "-20.00", "2024-01-15", "2024-01-31")),
    "us card": Case("Status,Date,Description,Debit,Credit\nCleared,01/15/2024,STORE,25.00,\nCleared,01/20/2024,PAYMENT,,-100.00\n", (2, "100.00", "-25.00", "2024-01-15", "2024-01-20")),
    "us card purchases plain": Case("Date,Description,Amount\n01/15/2024,GROCERY STORE,25.00\n01/20/2024,AUTOPAY PAYMENT - THANK YOU,-125.00\n01/22/2024,COFFEE SHOP,4.50\n", (3, "125.00", "-29.50", "2024-01-15", "2024-01-22")),
    "us headless": Case('"01/15/2024","-20.00","*","","STORE PURCHASE"\n"01/31/2024","1500.00","*","","PAYROLL"\n', (2, "1500.00", "-20.00", "2024-01-15", "2024-01-31")),
    "headless balance": Case("15/01/2024,SHOP,20.00,,980.00\n16/01/2024,WORK,,100.00,1080.00\n17/01/2024,CAFE,4.00,,1076.00\n", (3, "100.00", "-24.00", "2024-01-15", "2024-01-17")),
    "uk": Case('Date,Type,Description,Paid out,Paid in,Balance\n15 Jan 2024,VIS,SHOP,£20.00,,£980.00\n31 Jan 2024,CR,WORK,,"£1,500.00","£2,480.00"\n', (2, "1500.00", "-20.00", "2024-01-15", "2024-01-31"), "GBP"),
    "au plus": Case('13/01/2024,"-$20.00","SHOP","+$980.00"\n31/01/2024,"+$1500.00","WORK","+$2480.00"\n', (2, "1500.00", "-20.00", "2024-01-13", "2024-01-31")),
    "preamble and totals": Case("Account Statement\nAccount: 12345\nPeriod: 01/01/2024 - 31/01/2024\n\nDate|Details|Debit|Credit|Balance\n15/01/2024|SHOP|20.00||980.00\n16/01/2024|WORK||100.00|1080.00\nTotal||20.00|100.00|\nThis is no statement of account.\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "pending": Case("Date,Description,Amount,Currency,Status\n2024-01-15,Shop,-20.00,EUR,Completed\n2024-01-16,Cafe,-3.00,EUR,Pending\n", (2, "0", "-23.00", "2024-01-15", "2024-01-16"), "EUR"),
    "utf-16 tabs": Case("Date\tDescription\tAmount\n2024-01-15\tShop\t-20.00\n2024-01-16\tSalary\t100.00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16"), "", "utf-16"),
    "web page": Case("<html><body><table><tr><th>Fecha</th><th>Concepto</th><th>Importe</th></tr><tr><td>15/01/2024</td><td>Compra</td><td>-20,00</td></tr><tr><td>16/01/2024</td><td>Nómina</td><td>1.100,00</td></tr></table></body></html>", (2, "1100.00", "-20.00", "2024-01-15", "2024-01-16"), name="movimientos.xls"),
    "year from the period": Case("Statement 2024-01\nDate,Description,Amount\n12/30,Grocery store,-5.00\n01/15,Salary,50.00\n", (2, "50.00", "-5.00", "2023-12-30", "2024-01-15")),
    "trailing minus": Case("Date;Text;Amount\n2024-01-15;Shop;20,00-\n2024-01-16;Refund;100,00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "excel formulas": Case('Date,Reference,Description,Amount\n2024-01-15,="000123",Shop,-20.00\n2024-01-16,="000124",Refund,5.00\n', (2, "5.00", "-20.00", "2024-01-15", "2024-01-16")),
    "two currencies": Case("Date,Description,Amount,Currency,Balance\n2024-01-15,Shop,-20.00,EUR,80.00\n2024-01-15,Shop,-30.00,USD,70.00\n2024-01-16,Refund,5.00,EUR,85.00\n", (3, "5.00", "-50.00", "2024-01-15", "2024-01-16")),
    "ee": Case('"Kliendi konto";"Reatüüp";"Kuupäev";"Saaja/Maksja";"Selgitus";"Summa";"Valuuta";"Deebet/Kreedit"\n"EE00";"20";"05.01.2024";"Pood";"ost";"12,50";"EUR";"D"\n"EE00";"20";"15.01.2024";"Firma";"palk";"1000,00";"EUR";"K"\n', (2, "1000.00", "-12.50", "2024-01-05", "2024-01-15"), "EUR"),
    "us budget": Case("Date,Description,Original Description,Amount,Transaction Type,Category,Account Name\n1/15/2024,Shop,SHOP 1,20.00,debit,Shopping,Card 1\n1/16/2024,Work,WORK,100.00,credit,Income,Card 1\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "us card masked": Case("Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit\n2024-01-15,2024-01-16,1234,SHOP,Dining,20.00,\n2024-01-20,2024-01-20,1234,PAYMENT,Payment,,50.00\n", (2, "50.00", "-20.00", "2024-01-15", "2024-01-20")),
    "us summary first": Case('Description,,Summary Amt.\nBeginning balance as of 01/01/2024,,"1,000.00"\nTotal credits,,"500.00"\nTotal debits,,"-20.00"\nEnding balance as of 01/31/2024,,"1,480.00"\n\nDate,Description,Amount,Running Bal.\n01/01/2024,Beginning balance as of 01/01/2024,,"1,000.00"\n01/15/2024,"SHOP","-20.00","980.00"\n01/31/2024,"WORK","500.00","1,480.00"\n', (2, "500.00", "-20.00", "2024-01-15", "2024-01-31")),
    "uk number first": Case("Number,Date,Account,Amount,Subcategory,Memo\n ,15/01/2024,20-00-00 12345678,-20.00,Debit,SHOP\n ,16/01/2024,20-00-00 12345678,100.00,Counter Credit,WORK\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "uk sort code": Case("Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance\n16/01/2024,DEB,'20-00-00,12345678,SHOP,20.00,,980.00\n15/01/2024,FPI,'20-00-00,12345678,WORK,,100.00,1000.00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "au narrative": Case("Bank Account,Date,Narrative,Debit Amount,Credit Amount,Balance,Categories,Serial\n732000000001,15/01/2024,SHOP,20.00,,980.00,DEP,\n732000000001,14/01/2024,WORK,,100.00,1000.00,DEP,\n", (2, "100.00", "-20.00", "2024-01-14", "2024-01-15")),
    "nz": Case("Created date / time : 20 January 2024 / 10:00:00\nBank 12; Branch 3000; Account 0000001-00\nFrom date 20240101\nTo date 20240120\n\nDate,Unique Id,Tran Type,Cheque Number,Payee,Memo,Amount\n\n2024/01/05,2024010501,EFTPOS,,Shop,card,-20.00\n2024/01/06,2024010601,D/C,,Work,pay,100.00\n", (2, "100.00", "-20.00", "2024-01-05", "2024-01-06")),
    "sg": Case("Account Details For:,Savings 000-0\nStatement as at:,31 Jan 2024\n\nTransaction Date,Reference,Debit Amount,Credit Amount,Transaction Ref1,Transaction Ref2,Transaction Ref3\n15 Jan 2024,POS, 20.00, ,SHOP,,\n16 Jan 2024,GRO, , 100.00,WORK,,\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "ca": Case('"Account Type","Account Number","Transaction Date","Cheque Number","Description 1","Description 2","CAD$","USD$"\nChequing,00000-0000000,1/15/2024,,"SHOP",,-20.00,,\nChequing,00000-0000000,1/16/2024,,"WORK",,100.00,,\n', (2, "100.00", "-20.00", "2024-01-15", "2024-01-16"), "CAD"),
    "de new": Case('"Girokonto";"DE00000000000000000000"\n""\n"Kontostand vom 31.01.2024:";"1.000,00 €"\n""\n"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"\n"15.01.24";"15.01.24";"Gebucht";"ISSUER";"Laden";"Einkauf";"Ausgang";"DE00000000000000000001";"-12,50 €";"";"";""\n"14.01.24";"14.01.24";"Gebucht";"Firma";"Erika";"Lohn";"Eingang";"DE00000000000000000002";"1.000 €";"";"";""\n', (2, "1000.00", "-12.50", "2024-01-14", "2024-01-15"), "EUR"),
    "de saldo between": Case("Umsatzanzeige;Datei erstellt am: 20.01.2024 10:00\n\nIBAN;DE00\nSaldo;1.000,00;EUR\n\nBuchung;Valuta;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung\n15.01.2024;15.01.2024;Laden;Lastschrift;x;1.000,00;EUR;-20,00;EUR\n14.01.2024;14.01.2024;Firma;Gehalt;y;1.020,00;EUR;500,00;EUR\n", (2, "500.00", "-20.00", "2024-01-14", "2024-01-15"), "EUR", "cp1252"),
    "at": Case("01.02.2024;Einkauf Laden;01.02.2024;-20,00;EUR;01.02.2024 10:00:00:000\n02.02.2024;Gutschrift;02.02.2024;1.100,00;EUR;02.02.2024 10:00:00:000\n", (2, "1100.00", "-20.00", "2024-02-01", "2024-02-02"), "EUR"),
    "es preamble": Case("Movimientos de la cuenta;;;;\nTitular;Ejemplo;;;\n;;;;\nF. OPERACIÓN;F. VALOR;CONCEPTO;IMPORTE (EUR);SALDO (EUR)\n15/01/2024;15/01/2024;Pago con tarjeta;-20;980\n16/01/2024;16/01/2024;Abono;1.100,5;2.080,5\n", (2, "1100.50", "-20.00", "2024-01-15", "2024-01-16"), "EUR", "cp1252"),
    "br semicolon": Case("Data Lançamento;Histórico;Descrição;Valor;Saldo\n31/01/2024;Pix enviado;Fulano;-100,00;900,00\n30/01/2024;Pix recebido;Beltrano;500,00;1.000,00\n", (2, "500.00", "-100.00", "2024-01-30", "2024-01-31")),
    "mx cargo abono": Case('Fecha,Descripción,Cargo,Abono,Saldo\n15-Ene-2024,TIENDA,"1,200.50",,"8,799.50"\n16-Ene-2024,NOMINA,,"10,000.00","18,799.50"\n', (2, "10000.00", "-1200.50", "2024-01-15", "2024-01-16")),
    "my": Case("Tarikh,Keterangan,Debit (RM),Kredit (RM),Baki (RM)\n15/01/2024,KEDAI,20.00,,980.00\n16/01/2024,GAJI,,100.00,1080.00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16"), "MYR"),
    "ae dr cr": Case("Transaction Date,Value Date,Narration,Amount,Dr/Cr,Running Balance\n15-01-2024,15-01-2024,SHOP,20.00,Dr,980.00\n16-01-2024,16-01-2024,WORK,100.00,Cr,1080.00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "za": Case("Account Number,Transaction Date,Posting Date,Description,Debits,Credits,Balance\n0000000001,2024/01/15,2024/01/15,SHOP,-20.00,,980.00\n0000000001,2024/01/16,2024/01/16,WORK,,100.00,1080.00\n", (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "foreign beside": Case("Date,Merchant,Foreign amount,Foreign currency,Amount,Currency\n2024-01-15,Shop purchase,-25.00,USD,-20.00,EUR\n2024-01-16,Cafe,,,-3.00,EUR\n", (2, "0", "-23.00", "2024-01-15", "2024-01-16"), "EUR"),
    "quoted lines": Case('"Datum,""Naam"",""Bedrag"""\n"2024-01-15,""Winkel"",""-20,00"""\n"2024-01-16,""Werk salaris"",""100,00"""\n', (2, "100.00", "-20.00", "2024-01-15", "2024-01-16")),
    "declined": Case("Date,Description,Amount,Status\n2024-01-15,Shop,-20.00,Completed\n2024-01-16,Shop,-30.00,Declined\n", (2, "0", "-50.00", "2024-01-15", "2024-01-16")),
    "sparse card": Case("Trans Date,Post Date,Description,Amount USD\n01/15,01/16,STORE PURCHASE,20.00\n01/20,01/20,PAYMENT THANK YOU,-20.00\n", (2, "20.00", "-20.00", "2024-01-15", "2024-01-20"), "USD", name="statement_20240131.csv"),
    "balance before each line": Case("15-01-2024,NL00BANK0000000001,Winkel A,EUR,100.00,EUR,-20.00\n16-01-2024,NL00BANK0000000001,Werk,EUR,80.00,EUR,500.00\n17-01-2024,NL00BANK0000000001,Winkel B,EUR,580.00,EUR,-30.00\n18-01-2024,NL00BANK0000000001,Winkel C,EUR,550.00,EUR,-50.00\n", (4, "500.00", "-100.00", "2024-01-15", "2024-01-18"), "EUR"),
    "direction in one word": Case("Rekening;Transactiedatum;CreditDebet;Bedrag;Omschrijving\nNL00BANK0000000001;21-06-2024;D;827,75;Overboeking\nNL00BANK0000000001;22-06-2024;C;100;Ontvangen\n", (2, "100.00", "-827.75", "2024-06-21", "2024-06-22")),
    "pair in words": Case("Datum,Art,Betrag ausgehend,Betrag eingehend,Guthaben\n20.01.2024,Auszahlung,500.00,0.00,510.00\n15.01.2024,Eingang,0.00,40.00,1010.00\n", (2, "40.00", "-500.00", "2024-01-15", "2024-01-20")),
    "turnover lines": Case("Account No,Date,Beneficiary,Details,Amount,Currency,D/K\nLT00,2024-01-01,,Opening balance,100.00,EUR,K\nLT00,2024-01-02,Shop,Purchase,15.00,EUR,D\nLT00,2024-01-03,Work,Pay,50.00,EUR,K\nLT00,2024-01-03,,Turnover,15.00,EUR,D\nLT00,2024-01-03,,Turnover,50.00,EUR,K\nLT00,2024-01-03,,Closing balance,135.00,EUR,K\n", (2, "50.00", "-15.00", "2024-01-02", "2024-01-03"), "EUR"),
    "balance line in words nobody maps": Case("Date;Amount;Description\n2024-01-24;54.00;BALANCE\n2024-01-07;-20.00;Beispiel Laden\n2024-01-08;-34.00;Beispiel Imbiss\n", (2, "0", "-54.00", "2024-01-07", "2024-01-08")),
    "heading over two columns": Case('Datum,Omschrijving,Mutatie,,Saldo,\n26-06-2024,Dividend,EUR,"1,06",EUR,"13,36"\n25-06-2024,Belasting,EUR,"-0,16",EUR,"12,30"\n24-06-2024,Dividend,EUR,"0,50",EUR,"12,46"\n', (3, "1.56", "-0.16", "2024-06-24", "2024-06-26"), "EUR"),
    "comma in a text to the right": Case("Transaction Date,Reference,Debit Amount,Credit Amount,Note 1,Note 2\n06 May 2024,MST, 34.65, ,SHOP,X,\n05 May 2024,AWL, 50.00, ,PLACE,E,,\n04 May 2024,SAL, ,900.00,WORK,X,\n03 May 2024,MST, 4.00, ,SHOP,X,\n", (4, "900.00", "-88.65", "2024-05-03", "2024-05-06")),
    "sides told by words alone": Case("18.09.2024\tKartenzahlung Laden\t18.09.2024\t\t33,87\n20.09.2024\tGutschrift Firma\t20.09.2024\t24,00\t\n21.09.2024\tAuszahlung\t21.09.2024\t\t90,00\n", (3, "24.00", "-123.87", "2024-09-18", "2024-09-21")),
    "card by its headings": Case('"Merchant Name","Card Used","Date","Time","Amount"\n"Example One","**** 0000","01/10/2024","06:50 PM","36.33"\n"Example Two","**** 0000","01/15/2024","05:08 PM","13.98"\n', (2, "0", "-50.31", "2024-01-10", "2024-01-15")),
    "details without amounts": Case("Date de transaction;Libellé;Sous-montant;Débit;Crédit;Solde\n31.01.2024;Ordre;;20.00;;80.00\n31.01.2024;détail un;-0.600000000;;;\n30.01.2024;Salaire;;;100.00;100.00\n", (2, "100.00", "-20.00", "2024-01-30", "2024-01-31")),
    "weak date first": Case("Date d'évaluation;Date de transaction;Libellé;Débit;Crédit\n09.11.2024;06.11.2024;Ordre;20.00;\n09.11.2024;05.11.2024;Salaire;;100.00\n", (2, "100.00", "-20.00", "2024-11-05", "2024-11-06")),
    "period above that looks like a line": Case("3,75,'28 Februarie 2024','28 Maart 2024'\n4,,'Opsomming'\n5,'Nommer','Datum','Beskrywing','Bedrag','Saldo'\n5,1,'01 Mrt',Fooi,-500.00,4000.00\n5,2,'02 Mrt',Winkel,-100.00,3900.00\n5,3,'25 Mrt',Salaris,300.00,4200.00\n6,'END'\n", (3, "300.00", "-600.00", "2024-03-01", "2024-03-25")),
    "commonwealth english": Case("Date,Narration,Value Dat,Debit Amount,Credit Amount,Chq/Ref Number,Closing Balance\n01/02/24,UPI-SHOP,01/02/24,219.00,0.00,0000123,222.0\n02/02/24,SALARY,02/02/24,0.00,1000.00,0000124,1222.0\n", (2, "1000.00", "-219.00", "2024-02-01", "2024-02-02")),
    "pounds": Case("Date,Counter Party,Reference,Amount (GBP),Balance (GBP)\n01/10/2024,Employer,SALARY,1500.00,5500.00\n02/10/2024,Landlord,Rent,-1000.00,4500.00\n", (2, "1500.00", "-1000.00", "2024-10-01", "2024-10-02"), "GBP"),
    "gaps in the balance": Case("Date,Details,Debit,Credit,Balance\n15/01/2024,Shop,20.00,,100\n16/01/2024,Work,,50.00,\n17/01/2024,Cafe,3.00,,100\n18/01/2024,Fuel,7.00,,100\n", (4, "50.00", "-30.00", "2024-01-15", "2024-01-18")),
    "iban beside": Case("Kontonummer;Buchungsdatum;Betrag;Text;IBAN\n123;2024-01-05;-100,00;Auftrag A;DE00500105173848349473\n123;2024-01-06;50,00;Auftrag B;DE00500105173848349473\n123;2024-01-07;60,00;Auftrag C;DE00500105173848349473\n", (3, "110.00", "-100.00", "2024-01-05", "2024-01-07")),
    "no heading, signs beside a balance": Case("20/06/2024,-72.40,EXAMPLE SHOP,1000.00\n21/06/2024,-18.90,EXAMPLE BUS,900.60\n22/06/2024,5.00,EXAMPLE FRIEND,881.70\n", (3, "5.00", "-91.30", "2024-06-20", "2024-06-22")),
    "both ways over signed amounts": Case("Konto;Buchungstag;Soll/Haben;Buchungsschlüssel;Buchungsart;Name\n12345;25.03.2024;-19,99;20200;Lastschrift;Beispiel\n12345;23.03.2024;2,37;20080;Gutschrift;Beispiel\n12345;22.03.2024;-5,00;20080;Kartenzahlung;Beispiel\n", (3, "2.37", "-24.99", "2024-03-22", "2024-03-25")),
    "another mark in the balance": Case("dateOp;dateVal;label;amount;accountbalance\n2024-05-26;2024-05-26;VIR SALAIRE;1 800,00;1000.00\n2024-05-25;2024-05-25;CARTE EXEMPLE;-45,00;1000.00\n", (2, "1800.00", "-45.00", "2024-05-25", "2024-05-26")),
    "a line that awaits its day": Case("Bokföringsdag;Belopp;Rubrik;Saldo;Valuta\nReserverad;-450,00;BUTIK;;SEK\n2024-03-25;-100,00;BUTIK;900,00;SEK\n2024-03-24;500,00;LÖN;1 000,00;SEK\n", (2, "500.00", "-100.00", "2024-03-24", "2024-03-25"), "SEK"),
    "an amount that is always nought": Case("Account Number,Cash Advance Amount,Transaction Date,Transaction Total,Text\n12345,0,12/25/2024,-3.7,Example\n12345,0,12/24/2024,-14.71,Example\n12345,0,12/21/2024,39.05,Payment received\n", (3, "39.05", "-18.41", "2024-12-21", "2024-12-25")),
    "income and expense in words": Case("Tranzakció dátuma,Partner neve,Tranzakció összege,Bevétel/Kiadás,Devizanem\n2024.04.19.,Minta Bolt,350,kiadás,HUF\n2024.04.17.,Minta Kft,1290,bevétel,HUF\n", (2, "1290.00", "-350.00", "2024-04-17", "2024-04-19"), "HUF"),
    "the same day of each month": Case("Compte : FR76\nPériode : 01/01/2024 - 30/06/2024\n\nDate;Libellé;Débit;Crédit\n05/01/2024;PRLV EXEMPLE;12,00;\n05/02/2024;PRLV EXEMPLE;12,00;\n05/03/2024;PRLV EXEMPLE;12,00;\n05/04/2024;PRLV EXEMPLE;14,00;\n", (4, "0", "-50.00", "2024-01-05", "2024-04-05")),
    "a day above that tells the order": Case("Statement from 25/03/2024\n\nDate,Description,Amount\n01/04/2024,Example cafe,-4.00\n02/04/2024,Example cafe,-4.00\n", (2, "0", "-8.00", "2024-04-01", "2024-04-02")),
    "sums of both columns in words nobody knows": Case("Data;Descrizione;Addebiti;Accrediti;Saldo\nLorem ipsum;;158.00;2000.00;\n30.05.2024;Esempio;;2000;50218.09\n30.05.2024;Esempio;8;;48218.09\n29.05.2024;Esempio;150;;48226.09\n", (3, "2000.00", "-158.00", "2024-05-29", "2024-05-30")),
    "card in italian": Case("Data;Descrizione;Carta;Valuta;Importo;Stato\n16/11/2024;ESEMPIO;**0000;CHF;42.74;In attesa di addebito\n15/11/2024;ESEMPIO;**0000;CHF;45.50;Contabilizzata\n13/11/2024;Il suo pagamento;;CHF;-1000.00;Contabilizzata\n", (3, "1000.00", "-88.24", "2024-11-13", "2024-11-16"), "CHF"),
    "no code page": Case('"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"\n"02.01.2024";"Butikk";"02.01.2024";"249,90";""\n"03.01.2024";"Lønn";"03.01.2024";"";"35 000,00"\n', (2, "35000.00", "-249.90", "2024-01-02", "2024-01-03"), "NOK", "cp1252"),
    "jp card used abroad": Case('"お取引日","お取引内容","お取引通貨","お取引金額","ご利用通貨","ご利用金額"\n"2024/04/01","ショップA","JPY","3300.00","","0.00"\n"2024/04/28","ショップB","JPY","2616.00","","0.00"\n', (2, "0", "-5916", "2024-04-01", "2024-04-28"), "JPY", "cp932"),
    "a minus in brackets": Case("İşlem Tarihi;Açıklama;Borç Tutarı (TL)\n10/06/2024;ÖRNEK YEMEK;514,99\n11/06/2024;ÖRNEK;114,99\n20/06/2024;ÖRNEK YEMEK - iade;204,17(-)\n", (3, "204.17", "-629.98", "2024-06-10", "2024-06-20"), "TRY"),
    "both signs and a name that says otherwise": Case("Kirjauspäivä;Arvopäivä;Määrä EUROA;Selitys;Saaja/Maksaja\n04.03.2024;04.03.2024;-50,00;TILISIIRTO;Esimerkki ry\n05.03.2024;05.03.2024;+25,00;TILISIIRTO;Esimerkki Market ky\n", (2, "25.00", "-50.00", "2024-03-04", "2024-03-05"), "EUR"),
    "one deposit in finnish": Case("Kirjauspäivä;Määrä;Selitys\n24.01.2024;500,00;TALLETUSAUTOM.\n25.01.2024;50,00;Käteistalletus\n26.01.2024;60,00;Talletus\n", (3, "610.00", "0", "2024-01-24", "2024-01-26")),
    "fee beside a pair": Case("Date,Description,Money In,Money Out,Fee,Balance\n03/01/2024,Online Purchase,,-200.00,,800.00\n20/01/2024,Cash,,-300.00,-8.00,492.00\n25/01/2024,Received,8000.00,,,8492.00\n", (3, "8000.00", "-500.00", "2024-01-03", "2024-01-25")),
    "card named in its headings": Case("Item #,Card #,Transaction Date,Posting Date,Transaction Amount,Description\n1,'0000000000000000',20240808,20240810,78.1,EXAMPLE ONE\n2,'0000000000000000',20240815,20240817,12.5,EXAMPLE TWO\n3,'0000000000000000',20240816,20240817,-500.00,TRSF FROM/DE ACCT\n4,'0000000000000000',20240818,20240819,-81.19,PAYMENT RECEIVED - THANK YOU\n", (4, "581.19", "-90.60", "2024-08-08", "2024-08-18")),
    "whole pesos": Case("Fecha,Descripción,Monto\n15/03/2024,COMPRA EJEMPLO,-35.000\n20/03/2024,PAGO CUOTA,100.000\n25/03/2024,COMPRA EJEMPLO,-18.500\n", (3, "100000.00", "-53500.00", "2024-03-15", "2024-03-25")),
    "greek signs": Case("Α/Α;Ημερομηνία;Αιτιολογία;Ποσό;Πρόσημο ποσού\n1;15/01/2024;ΑΓΟΡΑ;25,40;Χ\n2;31/01/2024;ΠΑΡΑΔΕΙΓΜΑ;1.250,00;Π\n", (2, "1250.00", "-25.40", "2024-01-15", "2024-01-31"), "", "cp1253"),
    "lines drawn with asterisks": Case("Date,Narration,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance\n********,********,********,********,********,********\n01/04/24,UPI-EXAMPLE,01/04/24,1500,,23500\n30/04/24,NEFT CR,30/04/24,,50000,73500\n********,********,********,********,********,********\nOpening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal\n25000,1,1,1500,50000,73500\n", (2, "50000.00", "-1500.00", "2024-04-01", "2024-04-30")),
    "no signs beside a balance": Case("交易日期,交易类型,交易金额,账户余额,交易对方\n2024-03-10,消费,35.00,1250.50,示例咖啡\n2024-03-10,支付,88.00,1162.50,示例外卖\n2024-03-11,充值,500.00,1662.50,示例银行\n2024-03-11,退款,35.00,1697.50,示例咖啡\n", (4, "535.00", "-123.00", "2024-03-10", "2024-03-11"), "CNY"),
    "no signs below an opening balance": Case("Date,Particulars,Amount,Balance\n01/06/2024,Opening balance,,250.00\n02/06/2024,ALFA,25.00,225.00\n13/06/2024,BETA,900.00,1125.00\n20/06/2024,GAMMA,75.00,1050.00\n27/06/2024,DELTA,40.00,1010.00\n", (4, "900.00", "-140.00", "2024-06-02", "2024-06-27")),
    "a sort code above": Case("Account Number,00000001\nSort code,00-00-00\n\nDate,Details,Debit,Credit,Balance\n10/08/2024,EXAMPLE INTEREST,,8.02,2413.25\n03/08/2024,EXAMPLE PERSON,50.00,,2405.23\n", (2, "8.02", "-50.00", "2024-08-03", "2024-08-10")),
    "money out and money in": Case("Date,Details,Money out,Money in\n10/08/2024,EXAMPLE INTEREST,,8.02\n03/08/2024,EXAMPLE PERSON,50.00,\n", (2, "8.02", "-50.00", "2024-08-03", "2024-08-10")),
}  # fmt: skip

ASKED = {
    "day or month": ("Date,Description,Amount\n03/04/2024,Shop purchase,-5.00\n", "doubt_order"),
    "no year": ("Datum;Text;Betrag\n03.04.;Einkauf;-5,00\n", "doubt_year"),
    "only plain amounts": ("Date,Payee,Amount\n2024-01-15,Alice,5.00\n2024-01-16,Bob,7.00\n", "doubt_sign"),
    "words contradict": ("Date,Description,Amount\n2024-01-15,Purchase,5.00\n2024-01-16,Salary,7.00\n", "doubt_sign"),
    "unknown status": ("Date,Description,Amount,Status\n2024-01-15,Shop,-5.00,Blue\n2024-01-16,Cafe,-7.00,Green\n", "doubt_status"),
    "no amount": ("Date,Description,Branch\n2024-01-15,Shop,12\n", "doubt_amount"),
    "one word of many": ("Datum,Text,Betrag\n29.12.2024,Auszahlung,840.12\n26.12.2024,Anna,500.00\n15.03.2024,Bert,40.00\n20.01.2024,Carl,10.00\n", "doubt_sign"),
    "codes of two kinds": ("Date,Payee,Amount,Way\n2024-01-15,Purchase A,5.00,X\n2024-01-16,Purchase B,7.00,Y\n", "doubt_sign"),
    "a balance turned in one step": ("Date,Payee,Amount,Balance\n2024-04-19,Alice,-350.00,2345.56\n2024-04-17,Bob,1290.00,1055.56\n", "doubt_sign"),
    "two marks in one column": ('Date,Payee,Amount\n2024-04-19,Alice,"-3,50"\n2024-04-17,Bob,12.90\n', "doubt_mark"),
    "three digits behind a comma": ('Date,Payee,Amount\n2024-03-15,Alice,"-35,000"\n2024-03-20,Bob,"100,000"\n', "doubt_mark"),
    "no sign and no word on the first line": ("Date,Particulars,Amount,Balance\n02/06/2024,ALFA,25.00,225.00\n13/06/2024,BETA,900.00,1125.00\n20/06/2024,GAMMA,75.00,1050.00\n27/06/2024,DELTA,40.00,1010.00\n", "doubt_sign"),
    "what is owed rises": ("Date,Description,Amount,Balance\n2024-06-02,Store purchase,25.00,25.00\n2024-06-13,Restaurant,90.00,115.00\n2024-06-20,Payment received,75.00,40.00\n2024-06-27,Store purchase,40.00,80.00\n", "doubt_sign"),
    "half of a pair": ("Date,Text,Amount,Other\n2024-01-15,Purchase A,5.00,0.00\n2024-01-16,Purchase B,0.00,7.00\n2024-01-17,Purchase C,3.00,0.00\n", "doubt_amounts"),
}  # fmt: skip


def guessed(case: Case) -> Guess:
    found = guess(Source(case.name, case.text.encode(case.encoding)))
    assert found is not None
    return found


def told(found: Guess) -> tuple[int, str, str, str, str]:
    rows = [row for one in read(found.layout, found.mapping) for row in one.rows.to_dict("records")]
    amounts = [Decimal(decimal_text(int(row["amount"]), str(row["currency"]))) for row in rows]
    days = sorted(row["booked_at"].date().isoformat() for row in rows)
    into, out = (str(sum((amount for amount in amounts if (amount > 0) == way), Decimal(0))) for way in (True, False))
    return len(rows), into, out, days[0], days[-1]


@pytest.mark.parametrize("name", CASES)
def test_a_table_is_read_as_it_means(name: str) -> None:
    found = guessed(CASES[name])
    assert [str(doubt) for doubt in found.doubts] == []
    assert told(found) == CASES[name].told
    if CASES[name].currency:
        assert {str(code) for one in read(found.layout, found.mapping) for code in one.rows["currency"]} == {
            CASES[name].currency
        }


@pytest.mark.parametrize("name", ASKED)
def test_what_a_table_leaves_open_is_asked(name: str) -> None:
    text, doubt = ASKED[name]
    assert doubt in [one.code for one in guessed(Case(text, (0, "", "", "", ""))).doubts]


@pytest.mark.parametrize("name", CASES)
def test_no_reason_is_given_twice(name: str) -> None:
    reasons = [str(why) for why in guessed(CASES[name]).evidence]
    assert sorted(set(reasons)) == sorted(reasons)


@pytest.mark.parametrize("name", CASES)
def test_no_line_is_lost(name: str) -> None:
    found = guessed(CASES[name])
    statements = read(found.layout, found.mapping)
    lines = sum(len(one.rows) + len(one.skipped) + len(one.unread) for one in statements)
    assert lines == len(found.layout.rows)


def test_a_day_above_the_table_that_is_in_no_calendar_says_nothing() -> None:
    text, _ = ASKED["day or month"]
    told = [one.code for one in guessed(Case(f"Statement of 30 Feb 2024\n{text}", (0, "", "", "", ""))).doubts]
    assert told == ["doubt_order"]


def test_days_of_habit_are_asked_where_another_order_ends_at_the_export() -> None:
    text = "#;Date;Amount;Currency;Name\n1;4/2/24;-44,98;EUR;Example\n2;4/2/24;-109,00;EUR;Example\n"
    told = [one.code for one in guessed(Case(text, (0, "", "", "", ""), name="Export_20240403.csv")).doubts]
    assert told == ["doubt_order"]


def test_a_fee_beside_a_pair_is_kept_apart_from_the_amounts() -> None:
    (read_so,) = read((found := guessed(CASES["fee beside a pair"])).layout, found.mapping)
    assert read_so.rows["fee"].tolist() == [0, -800, 0]
