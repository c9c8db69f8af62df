using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class AuditFinancesTests
{
    private const string Right =
        """
        Item | 2024 | 2025 | Total
        Water | 1,200 | 1,300 | 2,500
        Roads | 800 | 700 | 1,500
        Total | 2,000 | 2,000 | 4,000
        """;

    [Fact]
    public async Task Totals_that_add_up_are_checked_and_right()
    {
        FinancialAudit audit = await AuditAsync(Texts.Context("No amounts.").With(Texts.Table(1, Right)));

        audit.TableCount.Should().Be(1);
        audit.Totals.Should().HaveCount(6, "three columns and three rows").And.OnlyContain(static check => check.Verdict == TotalVerdict.Matches);
    }

    [Fact]
    public async Task A_total_that_does_not_add_up_is_named_with_its_place()
    {
        FinancialAudit audit = await AuditAsync(Texts.Context("", "").With(Texts.Table(2, Right.Replace("| 2,000 | 4,000", "| 2,100 | 4,100"))));

        audit.Totals.Where(static check => check.Verdict == TotalVerdict.Differs).Should().Equal(
            new TotalCheck(0, 2, "Total", "2025", 2100, 2000, TotalVerdict.Differs),
            new TotalCheck(0, 2, "Total", "Total", 4100, 4000, TotalVerdict.Differs));
    }

    [Fact]
    public async Task A_Spanish_table_with_subtotals_is_added_up_section_by_section()
    {
        FinancialAudit audit = await AuditAsync(Texts.Context("Cifras en millones de pesos").With(Texts.Table(1,
            """
            Programa | Valor
            Acueducto | 1.500,5
            Saneamiento | 499,5
            Subtotal agua | 2.000,0
            Vías | 3.000,0
            Puentes | 1.000,0
            Subtotal transporte | 4.100,0
            Total general | 6.000,0
            """)));

        audit.Totals.Select(static check => (check.Row, check.Verdict)).Should().Equal(
            ("Subtotal agua", TotalVerdict.Matches),
            ("Subtotal transporte", TotalVerdict.Differs),
            ("Total general", TotalVerdict.Matches));
    }

    [Theory]
    [InlineData("Figures in millions of pesos", true)]
    [InlineData("Figures in pesos", false)]
    public async Task Rounded_figures_may_be_off_by_a_little(string caption, bool isRounding)
    {
        FinancialAudit audit = await AuditAsync(Texts.Context(caption).With(Texts.Table(1, "Item | Value\nA | 10\nB | 20\nTotal | 31")));

        audit.Totals.Should().ContainSingle().Which.Verdict.Should().Be(isRounding ? TotalVerdict.Rounding : TotalVerdict.Differs);
    }

    [Fact]
    public async Task A_total_at_the_head_is_the_sum_of_what_is_below() =>
        (await AuditAsync(Texts.Context("").With(Texts.Table(1, "Item | Value\nTotal | 30\nA | 10\nB | 21"))))
            .Totals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Stated = 30m, Computed = 31m, Verdict = TotalVerdict.Differs });

    [Fact]
    public async Task Averages_rates_and_shares_are_not_added_up() =>
        (await AuditAsync(Texts.Context("").With(Texts.Table(1, "Item | Growth rate | Share\nA | 2 | 12 %\nB | 3 | 30 %\nTotal | 2 | 42 %"))))
            .Totals.Should().BeEmpty();

    [Theory]
    [InlineData("The budget is 1,234 million pesos.", 1_234_000_000, "COP")]
    [InlineData("El presupuesto es de $ 1.234 millones.", 1_234_000_000, "COP")]
    [InlineData("El presupuesto asciende a 2,5 billones de pesos.", 2_500_000_000_000, "COP")]
    [InlineData("Se invertirán 3 mil millones de pesos.", 3_000_000_000, "COP")]
    [InlineData("Se invertirán 3 miles de millones de pesos.", 3_000_000_000, "COP")]
    [InlineData("A loan of USD 2.5 billion was signed.", 2_500_000_000, "USD")]
    [InlineData("A loan of 40 thousand dollars was signed.", 40_000, "USD")]
    [InlineData("Un crédito por €12.500.000,50 fue firmado.", 12_500_000.5, "EUR")]
    [InlineData("It costs 1 200 000 pesos.", 1_200_000, "COP")]
    [InlineData("Cuesta 15 millones de pesos colombianos.", 15_000_000, "COP")]
    public async Task Amounts_are_read_in_both_languages(string sentence, double value, string currency)
    {
        Amount amount = (await AuditAsync(Texts.Context(sentence))).Amounts.Should().ContainSingle().Subject;

        amount.Value.Should().Be((decimal)value);
        amount.Currency.Should().Be(currency);
        amount.Sentence.Should().Be(sentence);
    }

    [Theory]
    [InlineData("There are 41,300 inhabitants and 2 million trees in 2026.")]
    [InlineData("It costs 99999999999999999999999999999999999999999999 pesos.")]
    [InlineData("Call 12.34.56.78 pesos.")]
    public async Task Other_numbers_are_no_amounts(string sentence) => (await AuditAsync(Texts.Context(sentence))).Amounts.Should().BeEmpty();

    [Fact]
    public async Task Two_sentences_with_differing_amounts_for_one_thing_are_a_conflict()
    {
        FinancialAudit audit = await AuditAsync(Texts.Context(
            "The rural aqueduct costs 300 million pesos.", "The rural aqueduct costs 350 million pesos.", "The rural aqueduct costs 300 million pesos."));

        audit.Conflicts.Should().Equal(new AmountConflict("rural aqueduct", "300 million pesos", 1, "350 million pesos", 2));
    }

    [Theory]
    [InlineData("In 2025 the aqueduct costs 300 million pesos.", "In 2026 the aqueduct costs 350 million pesos.")]
    [InlineData("The aqueduct costs 300 million pesos.", "The bridge costs 350 million pesos.")]
    [InlineData("The aqueduct costs 300 million pesos.", "The aqueduct costs 50 million pesos for pumps.")]
    [InlineData("The aqueduct costs 300 million pesos.", "The aqueduct costs 300,5 million pesos.")]
    public async Task Other_years_things_parts_and_roundings_are_none(string first, string second) =>
        (await AuditAsync(Texts.Context(first, second))).Conflicts.Should().BeEmpty();

    [Fact]
    public async Task A_sentence_and_a_row_that_differ_are_a_conflict()
    {
        DocumentContext context = Texts.Context("En millones de pesos.", "El acueducto rural recibe 900 millones de pesos.")
            .With(Texts.Table(1, "Programa | Valor\nAcueducto rural | 800\nVías | 100\nTotal | 900"));

        (await AuditAsync(context)).Conflicts.Should().Equal(
            new AmountConflict("Acueducto rural", "900 millones de pesos", 2, "800 million COP", 1));
    }

    [Fact]
    public async Task The_same_row_and_column_of_two_tables_that_differ_are_a_conflict()
    {
        DocumentContext context = Texts.Context("In millions of pesos", "In millions of pesos")
            .With(Texts.Table(1, "Item | 2025\nWater | 10\nRoads | 20"), Texts.Table(2, "Item | 2025\nWater | 11\nRoads | 20"));

        (await AuditAsync(context)).Conflicts.Should().Equal(new AmountConflict("Water, 2025", "10 million COP", 1, "11 million COP", 2));
    }

    [Fact]
    public async Task Without_tables_the_text_gives_an_estimate()
    {
        DocumentContext context = Texts.Context("Water costs 300 million pesos. Roads cost 200 million pesos. Roads cost 200 million pesos.");

        FinancialAudit estimate = (await EstimateFinances.RunAsync(context, TestContext.Current.CancellationToken)).Audit!;

        estimate.IsEstimate.Should().BeTrue();
        estimate.Estimates.Should().Equal(new FinancialEstimate("COP", 3, 300_000_000, 500_000_000));
    }

    [Fact]
    public async Task Where_findings_are_required_a_document_without_figures_is_an_error()
    {
        DocumentContext context = Texts.Context("Nothing.").With(Texts.Table(1, "Name | Office\nA | B\nC | D"));
        context = context with { Settings = context.Settings with { RequireFindings = true } };

        await FluentActions.Awaiting(() => AuditAsync(context)).Should().ThrowAsync<MissingFinancialDataException>();
    }

    [Fact]
    public async Task A_reduced_scope_sees_the_first_tables_only()
    {
        DocumentContext context = Texts.Context("", "").With(Texts.Table(1, Right), Texts.Table(2, Right));

        (await AuditAsync(context with { Settings = context.Settings with { FirstPages = 1 } })).TableCount.Should().Be(1);
    }

    private static async Task<FinancialAudit> AuditAsync(DocumentContext context) =>
        (await AuditFinances.RunAsync(context, TestContext.Current.CancellationToken)).Audit!;
}
