namespace Resilience.Risks;

public sealed class RiskRegistryTests
{
    private readonly RiskRig _rig = new();

    [Fact]
    public void Options_that_cannot_work_are_listed_all_at_once()
    {
        var options = new RiskRegistryOptions
        {
            Name = " ",
            CriticalRiskAction = (CriticalRiskAction)9,
            ConditionTimeout = TimeSpan.Zero,
            MitigationTimeout = TimeSpan.FromDays(50),
            MaxMitigations = -1,
            HistoryLimit = 10_001,
            UnmatchedMitigation = "",
        };

        FluentActions.Invoking(() => new RiskRegistry<Plan>(options)).Should().Throw<ArgumentException>()
            .Which.Message.Split(Environment.NewLine)[..7].Select(line => line.Split(" (Parameter")[0]).Should().Equal(
                "risk registry: Name is empty, but must be a name.",
                "risk registry: CriticalRiskAction is 9, but must be one of Alert, Abort.",
                "risk registry: ConditionTimeout is 0 ms, but must be between 1 ms and 49 d.",
                "risk registry: MitigationTimeout is 50 d, but must be between 1 ms and 49 d.",
                "risk registry: MaxMitigations is -1, but must be between 0 and 1000.",
                "risk registry: HistoryLimit is 10001, but must be between 0 and 10000.",
                "risk registry: UnmatchedMitigation is empty, but must be a name.");
    }

    [Fact]
    public void A_risk_that_cannot_work_is_refused_with_all_that_is_wrong()
    {
        RiskDefinition<Plan> risk = RiskRig.Risk("A") with
        {
            Category = (RiskCategory)9,
            Severity = (RiskSeverity)9,
            Stages = ["LOAD", ""],
            Failures = [null!],
            Mitigation = " ",
            MaxMitigations = 1001,
            Condition = (_, _) => true,
            ConditionAsync = (_, _, _) => default,
            ConditionTimeout = TimeSpan.Zero,
        };
        var risks = new RiskRegistry<Plan>();

        risks.Invoking(it => it.Add(risk)).Should().Throw<ArgumentException>()
            .Which.Message.Split(Environment.NewLine).Select(line => line.Split(" (Parameter")[0]).Should().Equal(
                "risk 'A': Category is 9, but must be one of "
                    + "DataQuality, ExternalDependency, ResourceExhaustion, ComputationError, ValidationFailure, Configuration.",
                "risk 'A': Severity is 9, but must be one of Low, Medium, High, Critical.",
                "risk 'A': Stages is without a name, but must be the names of stages, or 'all'.",
                "risk 'A': Failures is a list with a null, but must be a list of matches.",
                "risk 'A': Mitigation is empty, but must be a name.",
                "risk 'A': MaxMitigations is 1001, but must be between 0 and 1000.",
                "risk 'A': ConditionTimeout is 0 ms, but must be between 1 ms and 49 d.",
                "risk 'A': Condition is set, but must be left out in a risk with a ConditionAsync.");
        risks.Invoking(it => it.Add(RiskRig.Risk(" "))).Should().Throw<ArgumentException>().WithMessage("risk: Id is empty*");
        risks.Snapshot().Risks.Should().BeEmpty();
    }

    [Fact]
    public void Two_risks_cannot_have_one_id()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A"));

        risks.Invoking(it => it.Add(RiskRig.Risk("A"))).Should().Throw<ArgumentException>()
            .WithMessage("There is a risk 'A' in 'risks' already; use Replace or Change.*");
    }

    [Fact]
    public void A_catalogue_is_added_as_a_whole_or_not_at_all()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("TIMEOUT"));

        risks.Invoking(it => it.Add(RiskCatalog.DocumentAnalysis)).Should().Throw<ArgumentException>();
        risks.Invoking(it => it.Add([.. RiskCatalog.DocumentAnalysis.Where(risk => risk.Id != "TIMEOUT"), null!]))
            .Should().Throw<ArgumentNullException>();

        risks.Snapshot().Risks.Select(it => it.Risk.Id).Should().Equal("TIMEOUT");
    }

    [Fact]
    public async Task What_is_replaced_keeps_its_place_and_its_counts()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A") with { Condition = (_, _) => true })
            .Add(RiskRig.Risk("B"));
        await _rig.AssessAsync(risks);

        risks.Replace(RiskRig.Risk("A", RiskSeverity.High) with { Condition = (_, _) => false });
        await _rig.AssessAsync(risks);

        RiskRegistrySnapshot now = risks.Snapshot();
        now.Risks.Select(it => it.Risk.Id).Should().Equal("A", "B");
        now.Risks[0].Statistics.Assessed.Should().Be(2);
        now.Risks[0].Statistics.Detected.Should().Be(1);
        now.Severities[RiskSeverity.Medium].Assessed.Should().Be(1);
        now.Severities[RiskSeverity.High].Assessed.Should().Be(1);
    }

    [Fact]
    public async Task What_is_removed_is_not_looked_for_and_its_category_keeps_its_counts()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A") with { Condition = (_, _) => true });
        await _rig.AssessAsync(risks);

        risks.Remove("A").Should().BeTrue();
        risks.Remove("A").Should().BeFalse();

        (await _rig.AssessAsync(risks)).Should().BeSameAs(RiskAssessment.None);
        risks.Find("A").Should().BeNull();
        risks.Snapshot().Categories[RiskCategory.DataQuality].Detected.Should().Be(1);
        risks.Add(RiskRig.Risk("A")).Snapshot().Risks.Single().Statistics.Assessed.Should().Be(0, "it is another one");
    }

    [Fact]
    public void A_change_that_cannot_work_changes_nothing()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A"));

        risks.Invoking(it => it.Change("B", risk => risk)).Should().Throw<ArgumentException>()
            .WithMessage("There is no risk 'B' in 'risks'; register it with Add.*");
        risks.Invoking(it => it.Change("A", risk => risk with { Id = "B" })).Should().Throw<ArgumentException>()
            .WithMessage("Risk 'A' cannot become 'B': remove the one and add the other.*");
        risks.Invoking(it => it.Change("A", risk => risk with { MaxMitigations = -1 })).Should().Throw<ArgumentException>();
        risks.Invoking(it => it.Change("A", _ => null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Change("A", _ => throw new TestException())).Should().Throw<TestException>();
        risks.Invoking(it => it.Replace(RiskRig.Risk("B"))).Should().Throw<ArgumentException>();
        risks.Invoking(it => it.Match("A", [null!])).Should().Throw<ArgumentException>();

        risks.Find("A").Should().BeEquivalentTo(RiskRig.Risk("A"));
        risks.Snapshot().Version.Should().Be(1);
    }

    [Fact]
    public void A_change_may_change_the_registry_itself()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A"));

        risks.Change("A", risk =>
        {
            risks.Remove("B");
            if (risks.Find("C") is null)
                risks.Add(RiskRig.Risk("C"));
            return risk with { Name = "changed" };
        });

        risks.Snapshot().Risks.Select(it => it.Risk.Name).Should().Equal("changed", "C");
    }

    [Fact]
    public async Task A_condition_takes_the_place_of_the_other_kind()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A"));

        risks.Detect("A", (_, _) => true).Find("A")!.ConditionAsync.Should().BeNull();
        risks.Detect("A", async (_, plan, _) => await Task.FromResult(plan.Text == "x")).Find("A")!.Condition.Should().BeNull();
        (await _rig.AssessAsync(risks, text: "x")).Detected.Should().ContainSingle();
        (await _rig.AssessAsync(risks, text: "y")).Detected.Should().BeEmpty();
    }

    [Fact]
    public void A_snapshot_tells_what_there_is()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { Name = "plans" })
            .Add(RiskRig.Risk("A") with { Mitigation = "mend" })
            .Add(RiskRig.Risk("B", RiskSeverity.Low) with { Condition = (_, _) => true })
            .Mitigate("patch", _ => default)
            .DefaultMitigation(RiskSeverity.Low, "patch");

        RiskRegistrySnapshot now = risks.Snapshot();

        now.Name.Should().Be("plans");
        now.Version.Should().Be(4);
        now.Mitigations.Should().Equal("abort", "fail", "log_and_continue", "patch", "retry", "skip");
        now.MissingMitigations.Should().Equal("mend");
        now.DefaultMitigations.Should().Equal(new Dictionary<RiskSeverity, string>
        {
            [RiskSeverity.Low] = "patch",
            [RiskSeverity.Medium] = "retry",
            [RiskSeverity.High] = "retry",
            [RiskSeverity.Critical] = "abort",
        });
        now.Risks[0].Mitigation.Should().Be("retry", "the one of its severity stands in");
        now.Risks[0].IsMitigationMissing.Should().BeTrue();
        now.Risks[0].HasCondition.Should().BeFalse();
        now.Risks[1].Mitigation.Should().Be("patch");
        now.Risks[1].IsMitigationMissing.Should().BeFalse();
        now.Risks[1].HasCondition.Should().BeTrue();
        now.Categories.Should().HaveCount(6);
        now.Severities.Should().HaveCount(4);
        risks.ToString().Should().Be("plans (2 risks)");
    }

    [Fact]
    public void Nothing_is_registered_as_nothing()
    {
        var risks = new RiskRegistry<Plan>();

        risks.Invoking(it => it.Add((RiskDefinition<Plan>)null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Add((RiskDefinition)null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Add((IEnumerable<RiskDefinition>)null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Replace(null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Mitigate("a", (IMitigation<Plan>)null!)).Should().Throw<ArgumentNullException>();
        risks.Invoking(it => it.Mitigate(" ", _ => default)).Should().Throw<ArgumentException>();
        risks.Invoking(it => it.Mitigate("a", _ => default, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("timeout must be between 1 ms and 49 d, but is 0 ms.*");
        risks.Invoking(it => it.DefaultMitigation((RiskSeverity)9, "a")).Should().Throw<ArgumentOutOfRangeException>();
        risks.Invoking(it => it.DefaultMitigation(RiskSeverity.Low, "")).Should().Throw<ArgumentException>();
    }
}
