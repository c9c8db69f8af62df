using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class ValidatePlanTests
{
    private const string Spanish =
        """
        # Plan de Desarrollo Municipal 2024-2027
        Alcaldía de Valle Claro.
        # Diagnóstico
        El municipio tiene problemas de agua que la comunidad señaló en mesas de participación ciudadana.
        # Parte estratégica
        La meta es llegar a 90 por ciento; su indicador es la cobertura, con línea base de 52 por ciento en el indicador.
        # Plan plurianual de inversiones
        La Secretaría de Hacienda está a cargo. Cifras en millones de pesos.
        # Seguimiento y evaluación
        Se publica cada trimestre.
        """;

    private const string Investment =
        """
        Fuente | 2024 | 2025 | 2026 | 2027 | Total
        SGP | 10 | 10 | 10 | 10 | 40
        Regalías | 5 | 5 | 5 | 5 | 20
        Total | 15 | 15 | 15 | 15 | 60
        """;

    [Fact]
    public async Task A_Spanish_plan_with_all_its_parts_keeps_every_rule()
    {
        PlanValidation validation = await ValidateAsync(Texts.Context(Spanish).With(Texts.Table(1, Investment)));

        validation.Rules.Should().HaveCount(12).And.OnlyContain(static rule => rule.Status == RuleStatus.Passed);
        validation.Rules.Should().OnlyContain(static rule => rule.Page == 1 && rule.Evidence != null);
    }

    [Theory]
    [InlineData("PDM-01", "# Diagnóstico\n", "# Introducción\n")]
    [InlineData("PDM-08", "# Seguimiento y evaluación\n", "# Anexo\n")]
    [InlineData("PDM-10", "en mesas de participación ciudadana", "ayer")]
    [InlineData("PDM-07", "2024-2027", "2024")]
    public async Task What_is_missing_breaks_its_rule(string rule, string part, string replacement)
    {
        Spanish.Should().Contain(part.TrimEnd());
        PlanValidation validation = await ValidateAsync(Texts.Context(Spanish.Replace(part, replacement)).With(Texts.Table(1, Investment)));

        RuleResult result = Result(validation, rule);
        result.Status.Should().Be(RuleStatus.Failed);
        result.Evidence.Should().BeNull();
        result.Page.Should().BeNull();
    }

    [Fact]
    public async Task What_is_only_mentioned_keeps_its_rule_in_part()
    {
        PlanValidation validation = await ValidateAsync(Texts.Context("Nothing.", "The plan rests on a diagnosis of the town, and on targets."));

        Result(validation, "PDM-01").Should().BeEquivalentTo(new { Status = RuleStatus.Partial, Page = 2 });
        Result(validation, "PDM-04").Status.Should().Be(RuleStatus.Partial, "targets without numbers cannot be counted");
    }

    [Fact]
    public async Task An_investment_plan_without_a_table_is_half_a_plan() =>
        Result(await ValidateAsync(Texts.Context(Spanish)), "PDM-03").Should().BeEquivalentTo(new { Status = RuleStatus.Partial, Page = 1 });

    [Theory]
    [InlineData("Plan 2024-2030", RuleStatusName.Failed)]
    [InlineData("Plan 2024-2027", RuleStatusName.Passed)]
    [InlineData("Plan 2024 a 2027", RuleStatusName.Passed)]
    [InlineData("Plan 2023-2026", RuleStatusName.Partial)]
    public async Task The_period_is_four_years_and_the_tables_keep_to_it(string text, string status) =>
        Result(await ValidateAsync(Texts.Context(text).With(Texts.Table(1, Investment))), "PDM-07").Status.ToString().Should().Be(status);

    [Fact]
    public async Task Totals_are_judged_by_the_audit()
    {
        DocumentContext context = Texts.Context("Text.").With(Texts.Table(1, Investment.Replace("| 60", "| 61")));

        Result(await ValidateAsync(context), "PDM-12").Status.Should().Be(RuleStatus.Failed);
        Result(await ValidateAsync(context, audit: false), "PDM-12").Status.Should().Be(RuleStatus.NotJudged);
    }

    [Fact]
    public async Task A_document_without_text_keeps_no_rule_and_harms_nothing()
    {
        PlanValidation validation = await ValidateAsync(Texts.Context());

        validation.Count(RuleStatus.Failed).Should().Be(11);
        validation.Count(RuleStatus.NotJudged).Should().Be(1);
    }

    [Fact]
    public async Task Where_findings_are_required_a_broken_rule_is_an_error_that_can_be_noted_instead()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        DocumentContext context = Texts.Context("Text.");
        context = context with { Settings = context.Settings with { RequireFindings = true } };

        await FluentActions.Awaiting(() => ValidatePlan.RunAsync(context, token).AsTask())
            .Should().ThrowAsync<PlanInvalidException>().WithMessage("11 of 12 rules are broken: PDM-01*");
        (await ValidatePlan.NoteAsync(context, token)).Validation!.Count(RuleStatus.Failed).Should().Be(11);
    }

    private static async Task<PlanValidation> ValidateAsync(DocumentContext context, bool audit = true)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        return (await ValidatePlan.RunAsync(audit ? await AuditFinances.RunAsync(context, token) : context, token)).Validation!;
    }

    private static RuleResult Result(PlanValidation validation, string rule) => validation.Rules.Single(result => result.Rule == rule);

    private static class RuleStatusName
    {
        public const string Failed = nameof(RuleStatus.Failed);
        public const string Passed = nameof(RuleStatus.Passed);
        public const string Partial = nameof(RuleStatus.Partial);
    }
}
