namespace Resilience.Risks;

/// <summary>What must hold however threads take turns.</summary>
public sealed class RiskRegistryConcurrencyTests
{
    private const int Rounds = 200;

    private readonly RiskRig _rig = new();

    [Fact]
    public async Task Pairs_that_come_and_go_together_are_seen_together()
    {
        var risks = new RiskRegistry<Plan>();
        RiskDefinition[] pair = [Catalogued("A"), Catalogued("B")];
        using var done = new CancellationTokenSource();

        // Each change is a single step, so that every list is: nothing, both, or what a removal has left: the second one.
        Task changing = Task.Run(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    risks.Add(pair);
                    risks.Remove("A");
                    risks.Remove("B");
                }

                done.Cancel();
            },
            RiskRig.Token);
        Task[] reading = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                    string.Concat(risks.Snapshot().Risks.Select(it => it.Risk.Id)).Should().BeOneOf("", "AB", "B");
            },
            RiskRig.Token))];

        await Task.WhenAll([changing, .. reading]);
        risks.Snapshot().Version.Should().Be(4 * Rounds);
    }

    [Fact]
    public async Task No_change_is_lost()
    {
        var risks = new RiskRegistry<Plan>();
        risks.Add(RiskRig.Risk("SHARED") with { MaxMitigations = 0 });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    risks.Add(RiskRig.Risk($"{worker}.{i}"));
                    risks.Change("SHARED", risk => risk with { MaxMitigations = risk.MaxMitigations + 1 });
                    risks.Mitigate($"{worker}.{i}", _ => default);
                }
            },
            RiskRig.Token)));

        RiskRegistrySnapshot now = risks.Snapshot();
        now.Risks.Should().HaveCount((4 * Rounds) + 1);
        now.Version.Should().Be((12 * Rounds) + 1);
        risks.Find("SHARED")!.MaxMitigations.Should().Be(4 * Rounds);
        now.Mitigations.Should().HaveCount((4 * Rounds) + 5);
    }

    [Fact]
    public async Task Assessments_work_while_risks_come_and_go_and_what_is_counted_adds_up()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("STEADY") with { Condition = (_, _) => true });
        int assessed = 0;
        int detected = 0;
        using var done = new CancellationTokenSource();

        Task changing = Task.Run(
            () =>
            {
                for (int i = 0; !done.IsCancellationRequested; i++)
                {
                    risks.Add(RiskRig.Risk("OTHER") with { Condition = (_, plan) => plan.Text == "x" });
                    risks.Replace(RiskRig.Risk("OTHER", RiskSeverity.High) with { ConditionAsync = (_, plan, _) => new(plan.Text == "x") });
                    risks.Remove("OTHER");
                }
            },
            RiskRig.Token);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    RiskAssessment assessment = await _rig.AssessAsync(risks, text: "x");
                    assessment.Detected.Should().HaveCount(assessment.Assessed).And.Contain(it => it.RiskId == "STEADY");
                    Interlocked.Add(ref assessed, assessment.Assessed);
                    Interlocked.Add(ref detected, assessment.Detected.Count);
                }
            },
            RiskRig.Token)));
        await done.CancelAsync();
        await changing;

        RiskRegistrySnapshot now = risks.Snapshot();
        now.Categories.Values.Sum(it => it.Assessed).Should().Be(assessed);
        now.Severities.Values.Sum(it => it.Detected).Should().Be(detected);
        now.Risks.Single().Statistics.Assessed.Should().Be(3 * Rounds);
    }

    [Fact]
    public async Task Stages_that_fail_at_the_same_time_are_bounded_each_on_its_own()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { MaxMitigations = 2 })
            .Add(RiskRig.Risk("A") with { Failures = [FailureMatch.When(_ => true)] });

        MitigationAction[][] actions = await Task.WhenAll(Enumerable.Range(0, 20).Select(branch => Task.Run(
            async () =>
            {
                var got = new MitigationAction[3];
                for (int i = 0; i < got.Length; i++)
                    got[i] = (await _rig.MitigateAsync(risks, mitigation: i, stage: $"BRANCH_{branch}")).Action;
                return got;
            },
            RiskRig.Token)));

        actions.Should().AllSatisfy(got => got.Should().Equal(MitigationAction.Retry, MitigationAction.Retry, MitigationAction.Fail));
    }

    private static RiskDefinition Catalogued(string id) =>
        new() { Id = id, Category = RiskCategory.DataQuality, Severity = RiskSeverity.Low };
}
