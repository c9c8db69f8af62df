namespace Resilience.Risks;

public sealed class RiskRegistryMatchingTests
{
    private readonly RiskRig _rig = new();

    [Fact]
    public async Task The_most_specific_match_wins_whatever_the_severity()
    {
        (string Id, FailureMatch Match)[] ladder =
        [
            ("PREDICATE", FailureMatch.When(failure => failure.Exception is InvalidDataException)),
            ("TYPE", FailureMatch.Exception<InvalidDataException>()),
            ("BASE", FailureMatch.Exception<SystemException>()),
            ("CODE", FailureMatch.Code(ErrorCodes.Data)),
            ("CAUSE_AND_DISPOSITION", FailureMatch.Cause(FailureCause.Data, FailureDisposition.Permanent)),
            ("CAUSE", FailureMatch.Cause(FailureCause.Data)),
            ("DISPOSITION", FailureMatch.Disposition(FailureDisposition.Permanent)),
        ];
        var risks = new RiskRegistry<Plan>(new() { MitigateCritical = true });
        foreach ((string id, FailureMatch match) in ladder.Reverse())
        {
            // The less specific, the severer and the earlier: neither helps.
            RiskSeverity severity = id is "DISPOSITION" ? RiskSeverity.Critical : RiskSeverity.Low;
            risks.Add(RiskRig.Risk(id, severity) with { Stages = id == "PREDICATE" ? ["all"] : ["LOAD"], Failures = [match] });
        }

        foreach ((string id, _) in ladder)
        {
            (await MatchedAsync(risks, new InvalidDataException())).Should().Be(id);
            risks.Remove(id);
        }

        (await MatchedAsync(risks, new InvalidDataException())).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Among_equals_the_stage_goes_first_then_severity_then_order(bool predicates)
    {
        FailureMatch match = predicates ? FailureMatch.When(_ => true) : FailureMatch.Cause(FailureCause.Unknown);
        RiskDefinition<Plan> Risk(string id, RiskSeverity severity, string stage) =>
            RiskRig.Risk(id, severity) with { Stages = [stage], Failures = [match], MaxMitigations = 1000 };

        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(Risk("ALL_HIGH", RiskSeverity.High, "all"))
            .Add(Risk("STAGE_LOW", RiskSeverity.Low, "LOAD"))
            .Add(Risk("STAGE_MEDIUM", RiskSeverity.Medium, "LOAD"))
            .Add(Risk("STAGE_MEDIUM_LATER", RiskSeverity.Medium, "LOAD"))
            .Add(Risk("OTHER_STAGE", RiskSeverity.High, "AUDIT"));

        foreach (string id in new[] { "STAGE_MEDIUM", "STAGE_MEDIUM_LATER", "STAGE_LOW", "ALL_HIGH" })
        {
            (await MatchedAsync(risks)).Should().Be(id);
            risks.Remove(id);
        }
    }

    [Fact]
    public async Task What_is_replaced_keeps_its_place_among_equals()
    {
        RiskDefinition<Plan> first = RiskRig.Risk("FIRST") with { Failures = [FailureMatch.When(_ => true)] };
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(first).Add(first with { Id = "SECOND" });

        risks.Replace(first with { Description = "again" });

        (await MatchedAsync(risks)).Should().Be("FIRST");
    }

    [Fact]
    public async Task Of_several_matches_of_a_risk_the_best_counts()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A") with { Failures = [FailureMatch.Disposition(FailureDisposition.Transient), FailureMatch.Exception<TestException>()] })
            .Add(RiskRig.Risk("B", RiskSeverity.High) with { Failures = [FailureMatch.Exception<Exception>()] });

        (await MatchedAsync(risks)).Should().Be("A");
    }

    [Fact]
    public async Task A_predicate_of_an_exception_type_is_a_predicate()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("A", RiskSeverity.High) with { Failures = [FailureMatch.Exception<TestException>()] })
            .Add(RiskRig.Risk("B") with { Failures = [FailureMatch.Exception<Exception>(exception => exception.Message == "b")] });

        (await MatchedAsync(risks, new TestException("a"))).Should().Be("A");
        (await MatchedAsync(risks, new TestException("b"))).Should().Be("B");
    }

    [Fact]
    public async Task A_failure_that_no_risk_matches_fails_the_run()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskRig.Risk("A") with { Failures = [FailureMatch.Code("a")] });

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks);

        result.Should().Be(default(MitigationResult<Plan>));
        result.Action.Should().Be(MitigationAction.Fail);
        risks.Snapshot().Unmatched.Should().Be(1);
        risks.Snapshot().History.Should().BeEmpty();
    }

    [Fact]
    public async Task A_failure_that_no_risk_matches_may_have_a_mitigation_of_its_own()
    {
        var risks = new RiskRegistry<Plan>(new() { UnmatchedMitigation = "mend", MaxMitigations = 1 });
        risks.Mitigate("mend", it => it.Risk is null ? MitigationResult.Skip<Plan>($"attempt {it.Attempt}") : default);

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks);
        MitigationResult<Plan> again = await _rig.MitigateAsync(risks);

        result.Action.Should().Be(MitigationAction.Skip);
        result.Reason.Should().Be("attempt 1");
        result.RiskId.Should().BeNull();
        result.Mitigation.Should().Be("mend");
        again.Reason.Should().Be("a failure that no risk matches may be mitigated 1 time(s)");
        risks.Snapshot().History.Select(it => it.Outcome).Should().Equal(MitigationOutcome.Decided, MitigationOutcome.Exhausted);
        risks.Snapshot().Unmatched.Should().Be(2);
    }

    [Fact]
    public async Task A_mitigation_of_unmatched_failures_that_nobody_registered_fails_the_run_and_is_told()
    {
        var risks = new RiskRegistry<Plan>(new() { UnmatchedMitigation = "mend" });

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks);

        result.Action.Should().Be(MitigationAction.Fail);
        _rig.Logged.Should().ContainSingle().Which.Should().Contain("'mend', which nobody has registered; 'fail' runs instead");
    }

    [Fact]
    public async Task Rejections_are_matched_by_reason()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("BUSY") with { Failures = [FailureMatch.Rejection(RejectionReason.BulkheadFull)] })
            .Add(RiskRig.Risk("RESOURCE") with { Failures = [FailureMatch.Cause(FailureCause.Resource)] });

        (await _rig.MitigateAsync(risks, _rig.Refusal(RejectionReason.BulkheadFull))).RiskId.Should().Be("BUSY");
        (await _rig.MitigateAsync(risks, _rig.Refusal(RejectionReason.QueueTimeout))).RiskId.Should().BeNull();
    }

    private async Task<string?> MatchedAsync(RiskRegistry<Plan> risks, Exception? exception = null) =>
        (await risks.MitigateAsync(_rig.Stage(run: RiskRig.NewRun()), new(""), _rig.Failure(exception), RiskRig.Token)).RiskId;
}
