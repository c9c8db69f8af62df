namespace Resilience.Risks;

public sealed class RiskRegistryMitigatingTests
{
    private readonly RiskRig _rig = new();

    public static TheoryData<string, MitigationResult<int>> Decisions => new()
    {
        { "retry", MitigationResult.Retry<int>("because") },
        { "retry with", MitigationResult.RetryWith(7, "because") },
        { "continue", MitigationResult.Continue(7, "because") },
        { "degrade", MitigationResult.Degrade(7, "because") },
        { "skip", MitigationResult.Skip<int>("because") },
        { "fail", MitigationResult.Fail<int>("because") },
        { "abort", MitigationResult.Abort<int>("because") },
    };

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Whatever_a_mitigation_decides_is_passed_on_with_its_name_and_risk(string what, MitigationResult<int> decision)
    {
        RiskRegistry<int> risks = new RiskRegistry<int>()
            .Add(new RiskDefinition
            {
                Id = "A",
                Category = RiskCategory.Configuration,
                Severity = RiskSeverity.High,
                Failures = [FailureMatch.When(_ => true)],
                Mitigation = "mend",
            })
            .Mitigate("mend", _ => decision);

        MitigationResult<int> result = await risks.MitigateAsync(_rig.Stage(), 1, _rig.Failure(), RiskRig.Token);

        result.Should().BeEquivalentTo(decision with { RiskId = "A", Mitigation = "mend" }, what);
        result.ToString().Should().Be($"{decision.Action}: because");
        risks.Snapshot().History.Single().Action.Should().Be(decision.Action);
    }

    [Fact]
    public async Task A_mitigation_is_told_all_there_is()
    {
        MitigationArguments<Plan> told = default;
        RiskRegistry<Plan> risks = Risks("mend").Mitigate("mend", it =>
        {
            told = it;
            return default;
        });
        StageContext stage = _rig.Stage();
        StageFailure failure = _rig.Failure();
        var plan = new Plan("x");

        MitigationResult<Plan> result = await risks.MitigateAsync(stage, plan, failure, RiskRig.Token);

        told.Stage.Should().BeSameAs(stage);
        told.Context.Should().BeSameAs(plan);
        told.Failure.Should().BeSameAs(failure);
        told.Risk!.Id.Should().Be("A");
        told.Attempt.Should().Be(1);
        result.Action.Should().Be(MitigationAction.Fail, "the default fails");
    }

    [Theory]
    [InlineData(RiskSeverity.Low, "log_and_continue", MitigationAction.Continue)]
    [InlineData(RiskSeverity.Medium, "retry", MitigationAction.Retry)]
    [InlineData(RiskSeverity.High, "retry", MitigationAction.Retry)]
    [InlineData(RiskSeverity.Critical, null, MitigationAction.Abort)]
    public async Task A_risk_that_names_no_mitigation_is_treated_by_its_severity(RiskSeverity severity, string? mitigation, MitigationAction action)
    {
        MitigationResult<Plan> result = await _rig.MitigateAsync(Risks(null, severity));

        result.Action.Should().Be(action);
        result.Mitigation.Should().Be(mitigation);
        result.RiskId.Should().Be("A");
    }

    [Theory]
    [InlineData("retry", MitigationAction.Retry)]
    [InlineData("skip", MitigationAction.Skip)]
    [InlineData("log_and_continue", MitigationAction.Continue)]
    [InlineData("fail", MitigationAction.Fail)]
    [InlineData("abort", MitigationAction.Abort)]
    public async Task Every_registry_has_some_mitigations(string name, MitigationAction action)
    {
        MitigationResult<Plan> result = await _rig.MitigateAsync(Risks(name));

        result.Action.Should().Be(action);
        result.Mitigation.Should().Be(name);
        if (action == MitigationAction.Continue)
        {
            result.Context.Should().Be(new Plan("begun with"));
            _rig.Logged.Should().Equal("Warning: Run 'plans/run-1', stage 'LOAD' failed with failure.unknown (risk 'A'); the run goes on without it");
        }
        else
        {
            result.HasContext.Should().BeFalse();
            _rig.Logged.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_built_in_mitigation_can_be_replaced_and_is_back_when_that_is_removed()
    {
        RiskRegistry<Plan> risks = Risks("retry").Mitigate("retry", _ => MitigationResult.Skip<Plan>());

        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Skip);
        risks.RemoveMitigation("retry").Should().BeTrue();
        risks.RemoveMitigation("retry").Should().BeFalse();
        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Retry);
    }

    [Fact]
    public async Task For_a_mitigation_that_nobody_registered_that_of_the_severity_stands_in_and_it_is_told()
    {
        RiskRegistry<Plan> risks = Risks("mend").DefaultMitigation(RiskSeverity.Medium, "skip");

        (await _rig.MitigateAsync(risks)).Mitigation.Should().Be("skip");
        risks.DefaultMitigation(RiskSeverity.Medium, "missing too");
        (await _rig.MitigateAsync(risks)).Mitigation.Should().Be("retry");

        _rig.Logged[0].Should().Be(
            "Warning: Run 'plans/run-1', stage 'LOAD': risk 'A' asks for mitigation 'mend', which nobody has registered; 'skip' runs instead");
    }

    [Fact]
    public async Task A_critical_risk_aborts_and_its_mitigation_does_not_run()
    {
        int ran = 0;
        RiskRegistry<Plan> risks = Risks("mend", RiskSeverity.Critical).Mitigate("mend", _ =>
        {
            ran++;
            return MitigationResult.Retry<Plan>();
        });

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks);

        ran.Should().Be(0);
        result.Action.Should().Be(MitigationAction.Abort);
        result.Reason.Should().Be("risk 'A' is critical");
        result.Mitigation.Should().BeNull();
        MitigationRecord record = risks.Snapshot().History.Single();
        record.Outcome.Should().Be(MitigationOutcome.Critical);
        record.Action.Should().Be(MitigationAction.Abort);
        record.Mitigation.Should().Be("mend");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_mitigation_of_a_critical_risk_runs_by_opt_in(bool registry, bool risk)
    {
        var risks = new RiskRegistry<Plan>(new() { MitigateCritical = registry });
        risks.Add(RiskRig.Risk("A", RiskSeverity.Critical) with { Failures = [FailureMatch.When(_ => true)], MitigateCritical = risk, Mitigation = "mend" })
            .Mitigate("mend", _ => MitigationResult.Retry<Plan>());

        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Retry);
    }

    [Fact]
    public async Task A_risk_is_mitigated_so_often_in_a_stage_of_a_run_and_no_more()
    {
        RiskRegistry<Plan> risks = Risks("retry").Change("A", risk => risk with { MaxMitigations = 2 });

        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Retry);
        (await _rig.MitigateAsync(risks, mitigation: 1)).Action.Should().Be(MitigationAction.Retry);
        MitigationResult<Plan> third = await _rig.MitigateAsync(risks, mitigation: 2);

        third.Action.Should().Be(MitigationAction.Fail);
        third.Reason.Should().Be("risk 'A' may be mitigated 2 time(s)");
        third.RiskId.Should().Be("A");
        (await _rig.MitigateAsync(risks, stage: "AUDIT")).Action.Should().Be(MitigationAction.Retry, "it is another stage");
        (await _rig.MitigateAsync(risks, run: RiskRig.NewRun("run-2"))).Action.Should().Be(MitigationAction.Retry, "it is another run");
        risks.Snapshot().History.Select(it => it.Attempt).Should().Equal(1, 2, 3, 1, 1);
    }

    [Fact]
    public async Task Risks_are_counted_apart()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>(new() { MaxMitigations = 1 })
            .Add(RiskRig.Risk("A") with { Failures = [FailureMatch.Exception<TestException>()] })
            .Add(RiskRig.Risk("B") with { Failures = [FailureMatch.Exception<TimeoutException>()] });

        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Retry);
        (await _rig.MitigateAsync(risks, _rig.Failure(new TimeoutException()), mitigation: 1)).Action.Should().Be(MitigationAction.Retry);
        (await _rig.MitigateAsync(risks, mitigation: 2)).Action.Should().Be(MitigationAction.Fail);
    }

    [Fact]
    public async Task What_an_earlier_owner_of_the_run_has_mitigated_counts_against_every_risk()
    {
        RiskRegistry<Plan> risks = Risks("retry");

        MitigationResult<Plan> last = await _rig.MitigateAsync(risks, mitigation: 2);
        MitigationResult<Plan> tooMany = await _rig.MitigateAsync(risks, mitigation: 3);

        last.Action.Should().Be(MitigationAction.Retry);
        tooMany.Action.Should().Be(MitigationAction.Fail);
        risks.Snapshot().History.Select(it => it.Attempt).Should().Equal(3, 4);
    }

    [Fact]
    public async Task A_risk_that_may_never_be_mitigated_fails_the_run()
    {
        RiskRegistry<Plan> risks = Risks("retry").Change("A", risk => risk with { MaxMitigations = 0 });

        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Fail);
    }

    [Theory]
    [InlineData(RiskSeverity.High, MitigationAction.Fail)]
    [InlineData(RiskSeverity.Critical, MitigationAction.Abort)]
    public async Task A_mitigation_that_cannot_decide_leaves_a_critical_risk_to_abort(RiskSeverity severity, MitigationAction action)
    {
        RiskRegistry<Plan> risks = Risks("mend", severity)
            .Change("A", risk => risk with { MitigateCritical = true, MaxMitigations = 1 })
            .Mitigate("mend", _ => throw new TestException());

        MitigationResult<Plan> thrown = await _rig.MitigateAsync(risks);
        MitigationResult<Plan> exhausted = await _rig.MitigateAsync(risks);

        thrown.Action.Should().Be(action);
        thrown.Exception.Should().BeOfType<TestException>();
        exhausted.Action.Should().Be(action);
        risks.Snapshot().History.Select(it => (it.Outcome, it.Action)).Should().Equal(
            (MitigationOutcome.Threw, action), (MitigationOutcome.Exhausted, action));
    }

    [Fact]
    public async Task A_mitigation_may_be_an_object()
    {
        RiskRegistry<Plan> risks = Risks("mend").Mitigate("mend", new Shortening());

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks);

        result.Action.Should().Be(MitigationAction.Retry);
        result.Context.Should().Be(new Plan("begun"));
    }

    [Fact]
    public async Task All_that_happens_is_counted_for_the_risk_its_category_and_its_severity()
    {
        RiskRegistry<Plan> risks = Risks("mend").Change("A", risk => risk with { MaxMitigations = 2 }).Mitigate("mend", _ =>
        {
            _rig.Clock.Advance(TimeSpan.FromSeconds(3));
            return MitigationResult.Retry<Plan>();
        });
        for (int i = 0; i < 3; i++)
            await _rig.MitigateAsync(risks, mitigation: i);

        RiskRegistrySnapshot now = risks.Snapshot();

        foreach (RiskStatistics counts in new[]
            { now.Risks[0].Statistics, now.Categories[RiskCategory.DataQuality], now.Severities[RiskSeverity.Medium] })
        {
            counts.Matched.Should().Be(3);
            counts.Mitigations.Should().Be(3);
            counts.Outcomes[MitigationOutcome.Decided].Should().Be(2);
            counts.Outcomes[MitigationOutcome.Exhausted].Should().Be(1);
            counts.Actions[MitigationAction.Retry].Should().Be(2);
            counts.Actions[MitigationAction.Fail].Should().Be(0);
            counts.MitigationTime.Should().Be(TimeSpan.FromSeconds(6));
            counts.LongestMitigation.Should().Be(TimeSpan.FromSeconds(3));
        }

        now.Severities[RiskSeverity.High].Mitigations.Should().Be(0);
        now.History[1].Should().Be(new MitigationRecord
        {
            At = _rig.Clock.GetUtcNow(),
            Pipeline = "plans",
            RunId = "run-1",
            Stage = "LOAD",
            Code = ErrorCodes.Unknown,
            RiskId = "A",
            Mitigation = "mend",
            Attempt = 2,
            Outcome = MitigationOutcome.Decided,
            Action = MitigationAction.Retry,
            Duration = TimeSpan.FromSeconds(3),
        });
        now.History[1].ToString().Should().Be("plans/run-1, LOAD: failure.unknown, A, mend: Decided, Retry");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task The_history_is_bounded_and_the_oldest_goes_first(int limit)
    {
        var risks = new RiskRegistry<Plan>(new() { HistoryLimit = limit });
        risks.Add(RiskRig.Risk("A") with { Failures = [FailureMatch.When(_ => true)] });
        for (int i = 1; i <= 5; i++)
            await _rig.MitigateAsync(risks, run: RiskRig.NewRun($"run-{i}"));

        risks.Snapshot().History.Select(it => it.RunId).Should().Equal(Enumerable.Range(6 - limit, limit).Select(i => $"run-{i}"));
    }

    private static RiskRegistry<Plan> Risks(string? mitigation, RiskSeverity severity = RiskSeverity.Medium) =>
        new RiskRegistry<Plan>().Add(RiskRig.Risk("A", severity) with { Failures = [FailureMatch.When(_ => true)], Mitigation = mitigation });

    private sealed class Shortening : IMitigation<Plan>
    {
        public ValueTask<MitigationResult<Plan>> MitigateAsync(MitigationArguments<Plan> arguments, CancellationToken cancellationToken) =>
            new(MitigationResult.RetryWith(new Plan(arguments.Context.Text.Split(' ')[0])));
    }
}
