namespace Resilience.Risks;

public sealed class RiskDefinitionTests
{
    [Fact]
    public void It_has_sensible_defaults()
    {
        RiskDefinition<Plan> risk = RiskRig.Risk("A");

        risk.Name.Should().Be("A");
        risk.Description.Should().BeEmpty();
        risk.Stages.Should().Equal("all");
        risk.Failures.Should().BeEmpty();
        risk.Mitigation.Should().BeNull();
        risk.MitigateCritical.Should().BeFalse();
        risk.MaxMitigations.Should().BeNull();
        risk.Condition.Should().BeNull();
        risk.ConditionAsync.Should().BeNull();
        risk.ConditionTimeout.Should().BeNull();
        risk.ToString().Should().Be("A (Medium)");
    }

    [Fact]
    public void It_applies_to_the_stages_that_it_names_exactly()
    {
        RiskDefinition<Plan> risk = RiskRig.Risk("A") with { Stages = ["LOAD", "AUDIT"] };

        risk.AppliesToAllStages.Should().BeFalse();
        risk.AppliesTo("AUDIT").Should().BeTrue();
        risk.AppliesTo("audit").Should().BeFalse();
        risk.AppliesTo("EXTRACT").Should().BeFalse();
    }

    [Fact]
    public void All_means_every_stage_even_among_names()
    {
        RiskDefinition<Plan> risk = RiskRig.Risk("A") with { Stages = ["LOAD", RiskDefinitionBase.AllStages] };

        risk.AppliesToAllStages.Should().BeTrue();
        risk.AppliesTo("anything").Should().BeTrue();
    }

    [Fact]
    public void Its_lists_are_copied_and_later_changes_of_theirs_do_not_matter()
    {
        List<string> stages = ["LOAD"];
        List<FailureMatch> failures = [FailureMatch.Code("a")];
        RiskDefinition<Plan> risk = RiskRig.Risk("A") with { Stages = stages, Failures = failures };
        stages.Add("AUDIT");
        failures.Clear();

        risk.Stages.Should().Equal("LOAD");
        risk.Failures.Should().ContainSingle();
        FluentActions.Invoking(() => risk with { Stages = null! }).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => risk with { Failures = null! }).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_risk_of_a_catalogue_keeps_all_that_it_says_when_it_gets_a_context()
    {
        var catalogued = new RiskDefinition
        {
            Id = "A",
            Name = "a risk",
            Description = "something may happen",
            Category = RiskCategory.Configuration,
            Severity = RiskSeverity.Critical,
            Stages = ["LOAD"],
            Failures = [FailureMatch.Code("a")],
            Mitigation = "mend",
            MitigateCritical = true,
            MaxMitigations = 7,
        };

        new RiskRegistry<Plan>().Add(catalogued).Find("A").Should().BeEquivalentTo(catalogued);
    }
}
