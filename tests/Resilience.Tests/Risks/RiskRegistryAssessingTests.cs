namespace Resilience.Risks;

public sealed class RiskRegistryAssessingTests
{
    private readonly RiskRig _rig = new();

    [Fact]
    public async Task Only_risks_of_the_stage_are_looked_for()
    {
        List<string> asked = [];
        RiskFinding Ask(string id)
        {
            asked.Add(id);
            return true;
        }

        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("LOADING") with { Stages = ["LOAD"], Condition = (_, _) => Ask("LOADING") })
            .Add(RiskRig.Risk("AUDITING") with { Stages = ["AUDIT"], Condition = (_, _) => Ask("AUDITING") })
            .Add(RiskRig.Risk("ANYWHERE") with { Condition = (_, _) => Ask("ANYWHERE") })
            .Add(RiskRig.Risk("UNSEEN"));

        RiskAssessment assessment = await _rig.AssessAsync(risks);

        asked.Should().Equal("LOADING", "ANYWHERE");
        assessment.Assessed.Should().Be(2);
        assessment.Detected.Select(it => it.RiskId).Should().Equal("LOADING", "ANYWHERE");
        assessment.FailedConditions.Should().BeEmpty();
        assessment.AbortsBecause.Should().BeNull();
    }

    [Fact]
    public async Task A_condition_sees_stage_and_context_and_says_what_it_saw()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A") with { Description = "described", Condition = (_, _) => true })
            .Add(RiskRig.Risk("B") with { Name = "named", Condition = (_, _) => true })
            .Add(RiskRig.Risk("C") with { Condition = (stage, plan) => RiskFinding.Found($"{stage.Stage}, {plan.Text}") })
            .Add(RiskRig.Risk("D") with { Condition = (_, _) => RiskFinding.None });

        RiskAssessment assessment = await _rig.AssessAsync(risks, text: "thin");

        assessment.Detected.Select(it => it.Message).Should().Equal("described", "named", "LOAD, thin");
        assessment.Detected.Select(it => it.Name).Should().Equal("A", "named", "C");
        assessment.Detected.Should().AllSatisfy(it => it.Category.Should().Be(RiskCategory.DataQuality));
    }

    [Theory]
    [InlineData(CriticalRiskAction.Alert, null)]
    [InlineData(CriticalRiskAction.Abort, "B")]
    public async Task A_critical_risk_aborts_the_run_only_if_that_was_asked_for(CriticalRiskAction action, string? because)
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { CriticalRiskAction = action })
            .Add(RiskRig.Risk("A", RiskSeverity.High) with { Condition = (_, _) => true })
            .Add(RiskRig.Risk("B", RiskSeverity.Critical) with { Condition = (_, _) => true })
            .Add(RiskRig.Risk("C", RiskSeverity.Critical) with { Condition = (_, _) => true });

        RiskAssessment assessment = await _rig.AssessAsync(risks);

        assessment.Detected.Should().HaveCount(3);
        (assessment.AbortsBecause?.RiskId).Should().Be(because);
    }

    [Fact]
    public async Task Even_the_condition_of_a_critical_risk_that_fails_does_not_abort()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { CriticalRiskAction = CriticalRiskAction.Abort })
            .Add(RiskRig.Risk("A", RiskSeverity.Critical) with { Condition = (_, _) => throw new TestException() });

        RiskAssessment assessment = await _rig.AssessAsync(risks);

        assessment.AbortsBecause.Should().BeNull();
        assessment.FailedConditions.Should().ContainSingle();
    }

    [Fact]
    public async Task The_time_of_a_risk_goes_before_that_of_the_registry()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { ConditionTimeout = TimeSpan.FromHours(1) }).Add(RiskRig.Risk("A") with
        {
            ConditionTimeout = TimeSpan.FromSeconds(2),
            ConditionAsync = async (_, _, token) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return true;
            },
        });

        Task<RiskAssessment> assessing = _rig.AssessAsync(risks);
        await asked.Task;
        _rig.Clock.Advance(TimeSpan.FromSeconds(1.9));
        assessing.IsCompleted.Should().BeFalse();
        _rig.Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await assessing).FailedConditions.Single().Exception.Should().BeOfType<OperationTimedOutException>()
            .Which.Message.Should().Be("The operation did not finish within 2 s (timeout 'condition of A').");
        RiskStatistics counts = risks.Snapshot().Risks[0].Statistics;
        counts.AssessmentTime.Should().Be(TimeSpan.FromSeconds(2));
        counts.LongestAssessment.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_clock_of_the_registry_goes_before_that_of_the_pipeline()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var risks = new RiskRegistry<Plan>(new() { TimeProvider = clock });
        risks.Add(RiskRig.Risk("A")).Detect("A", async (_, _, token) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });

        Task<RiskAssessment> assessing = _rig.AssessAsync(risks);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(5));

        (await assessing).FailedConditions.Should().ContainSingle();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_the_assessment_with_its_own_token()
    {
        using var run = new CancellationTokenSource();
        List<string> asked = [];
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A") with
            {
                ConditionAsync = async (_, _, token) =>
                {
                    asked.Add("A");
                    await run.CancelAsync();
                    await Task.Delay(Timeout.Infinite, token);
                    return true;
                },
            })
            .Add(RiskRig.Risk("B") with { Condition = (_, _) => asked.Remove("A") });

        Func<Task> assessing = async () => await risks.AssessAsync(_rig.Stage(), new(""), run.Token);

        (await assessing.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(run.Token);
        asked.Should().Equal("A");
    }

    [Fact]
    public async Task A_stage_without_conditions_allocates_nothing()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A") with { Stages = ["AUDIT"], Condition = (_, _) => true })
            .Add(RiskRig.Risk("B"));
        StageContext stage = _rig.Stage();
        var plan = new Plan("");
        (await risks.AssessAsync(stage, plan, RiskRig.Token)).Should().BeSameAs(RiskAssessment.None);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            await risks.AssessAsync(stage, plan, CancellationToken.None);
        long after = GC.GetAllocatedBytesForCurrentThread();

        (after - before).Should().Be(0);
    }

    [Fact]
    public async Task An_assessment_sees_one_list_whatever_changes_meanwhile()
    {
        var risks = new RiskRegistry<Plan>();
        risks.Add(RiskRig.Risk("A") with
        {
            Condition = (_, _) =>
            {
                risks.Remove("B");
                risks.Add(RiskRig.Risk("C") with { Condition = (_, _) => true });
                return true;
            },
        });
        risks.Add(RiskRig.Risk("B") with { Condition = (_, _) => true });

        (await _rig.AssessAsync(risks)).Detected.Select(it => it.RiskId).Should().Equal("A", "B");
        risks.Change("A", risk => risk with { Condition = null });
        (await _rig.AssessAsync(risks)).Detected.Select(it => it.RiskId).Should().Equal("C");
    }

    [Fact]
    public async Task More_names_of_stages_than_are_kept_change_nothing()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A") with { Stages = ["S2000"], Condition = (_, _) => true });

        for (int i = 0; i < 2000; i++)
            (await _rig.AssessAsync(risks, $"S{i}")).Detected.Should().BeEmpty();
        (await _rig.AssessAsync(risks, "S2000")).Detected.Should().ContainSingle();
        (await _rig.AssessAsync(risks, "S2000")).Detected.Should().ContainSingle();
    }
}
