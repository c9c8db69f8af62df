namespace Resilience.Risks;

/// <summary>Each piece of users' code, and all that it may do wrong.</summary>
public sealed class RiskRegistryFaultTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly RiskRig _rig = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _release = new();
    private CancellationToken _seen;

    public enum Place
    {
        Condition,
        ConditionAsync,
        Predicate,
        Mitigation,
        MitigationAsync,
    }

    public enum Fault
    {
        Throws,
        ThrowsLater,
        Blocks,
        Hangs,
        CancelsItself,
        ComesBackIn,
        ReturnsTheDefault,
        FaultsInTheToken,
    }

    public static MatrixTheoryData<Place, Fault> Matrix => new(Enum.GetValues<Place>(), Enum.GetValues<Fault>());

    public void Dispose() => _release.Dispose();

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Whatever_users_code_does_the_run_goes_its_way_and_the_registry_works_on(Place place, Fault fault)
    {
        RiskRegistry<Plan> risks = Registry(place, fault);
        bool isAssessing = place is Place.Condition or Place.ConditionAsync;
        bool waits = fault is Fault.Blocks or Fault.Hangs or Fault.FaultsInTheToken;

        Task work = isAssessing ? _rig.AssessAsync(risks) : _rig.MitigateAsync(risks);
        await _entered.Task;
        if (waits)
        {
            _rig.Clock.Advance(_limit - TimeSpan.FromTicks(1));
            work.IsCompleted.Should().BeFalse();
            _rig.Clock.Advance(TimeSpan.FromTicks(1));
        }

        await work;
        if (isAssessing)
            CheckAssessment(risks, fault, await (Task<RiskAssessment>)work);
        else
            CheckMitigation(risks, place, fault, await (Task<MitigationResult<Plan>>)work);

        _rig.Logged.Should().HaveCount(fault == Fault.ReturnsTheDefault ? 0 : 1);
        string.Concat(_rig.Logged).Should().NotContain("secret");
        // What hears of its token may have ended already.
        if (fault != Fault.Hangs)
            risks.Snapshot().LeftBehind.Should().Be(waits ? 1 : 0);
        if (waits)
            _seen.IsCancellationRequested.Should().Be(place is not (Place.Condition or Place.Predicate or Place.Mitigation));
        await LeaveAsync(risks);

        // It works on, with the code mended.
        risks.Remove("A");
        risks.Add(RiskRig.Risk("A") with { Condition = (_, _) => true, Failures = [FailureMatch.When(_ => true)], Mitigation = "skip" });
        (await _rig.AssessAsync(risks)).Detected.Should().ContainSingle();
        (await _rig.MitigateAsync(risks)).Action.Should().Be(MitigationAction.Skip);
    }

    [Theory]
    [InlineData(Place.ConditionAsync)]
    [InlineData(Place.Predicate)]
    [InlineData(Place.MitigationAsync)]
    public async Task A_run_that_is_cancelled_leaves_hanging_code_behind_and_gets_its_own_cancellation(Place place)
    {
        using var run = new CancellationTokenSource();
        RiskRegistry<Plan> risks = Registry(place, Fault.Blocks);

        Task work = place == Place.ConditionAsync
            ? risks.AssessAsync(_rig.Stage(), new(""), run.Token).AsTask()
            : risks.MitigateAsync(_rig.Stage(), new(""), _rig.Failure(), run.Token).AsTask();
        await _entered.Task;
        await run.CancelAsync();

        (await work.Awaiting(it => it).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(run.Token);
        risks.Snapshot().LeftBehind.Should().Be(1);
        risks.Snapshot().History.Select(it => it.Outcome).Should().Equal(
            place == Place.MitigationAsync ? [MitigationOutcome.RunCancelled] : []);
        await LeaveAsync(risks);
    }

    [Fact]
    public async Task Code_may_ask_about_another_stage_and_about_another_run()
    {
        var risks = new RiskRegistry<Plan>();
        risks.Add(RiskRig.Risk("A") with
        {
            Stages = ["LOAD"],
            ConditionAsync = async (_, plan, token) =>
            {
                RiskAssessment other = await risks.AssessAsync(_rig.Stage("AUDIT"), plan, token);
                return other.Detected.Count == 1;
            },
        });
        risks.Add(RiskRig.Risk("B") with
        {
            Stages = ["AUDIT"],
            ConditionAsync = async (stage, plan, token) =>
                stage.RunId == "run-2" || (await risks.AssessAsync(_rig.Stage("AUDIT", run: RiskRig.NewRun("run-2")), plan, token)).Detected.Count == 1,
        });

        RiskAssessment assessment = await _rig.AssessAsync(risks);

        assessment.FailedConditions.Should().BeEmpty();
        assessment.Detected.Should().ContainSingle();
    }

    [Fact]
    public async Task Coming_back_in_by_way_of_another_stage_is_noticed_too()
    {
        Exception? thrown = null;
        var risks = new RiskRegistry<Plan>();
        risks.Add(RiskRig.Risk("A") with
        {
            ConditionAsync = async (stage, plan, token) =>
            {
                try
                {
                    await risks.AssessAsync(_rig.Stage(stage.Stage.Name == "LOAD" ? "AUDIT" : "LOAD"), plan, token);
                    return false;
                }
                catch (InvalidOperationException exception)
                {
                    thrown = exception;
                    throw;
                }
            },
        });

        RiskAssessment assessment = await _rig.AssessAsync(risks);

        assessment.FailedConditions.Should().BeEmpty("the failure was that of the inner condition");
        thrown!.Message.Should().Be(
            "Stage 'LOAD' is already being looked at by the code that asks: a condition, a predicate or a mitigation must "
            + "not ask the registry about its own stage. Ask before, or about another stage.");
    }

    [Fact]
    public async Task A_mitigation_of_its_own_time_may_take_longer()
    {
        RiskRegistry<Plan> risks = Registry(Place.MitigationAsync, Fault.Hangs, TimeSpan.FromMinutes(10));

        Task<MitigationResult<Plan>> mitigating = _rig.MitigateAsync(risks);
        await _entered.Task;
        _rig.Clock.Advance(TimeSpan.FromMinutes(9));
        mitigating.IsCompleted.Should().BeFalse();
        _rig.Clock.Advance(TimeSpan.FromMinutes(1));

        (await mitigating).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(TimeSpan.FromMinutes(10));
        await LeaveAsync(risks);
    }

    private static void CheckAssessment(RiskRegistry<Plan> risks, Fault fault, RiskAssessment assessment)
    {
        assessment.Detected.Should().BeEmpty();
        assessment.Assessed.Should().Be(1);
        RiskStatistics counts = risks.Snapshot().Risks[0].Statistics;
        counts.Assessed.Should().Be(1);
        if (fault == Fault.ReturnsTheDefault)
        {
            assessment.FailedConditions.Should().BeEmpty();
            counts.FailedConditions.Should().Be(0);
            return;
        }

        FailedCondition failed = assessment.FailedConditions.Should().ContainSingle().Which;
        failed.RiskId.Should().Be("A");
        failed.Category.Should().Be(RiskCategory.DataQuality);
        failed.Exception.Should().BeOfType(ExceptionOf(fault));
        counts.FailedConditions.Should().Be(1);
    }

    private static void CheckMitigation(RiskRegistry<Plan> risks, Place place, Fault fault, MitigationResult<Plan> result)
    {
        result.Action.Should().Be(MitigationAction.Fail);
        RiskRegistrySnapshot now = risks.Snapshot();
        if (place == Place.Predicate)
        {
            result.RiskId.Should().BeNull();
            now.Unmatched.Should().Be(1);
            now.Risks[0].Statistics.FailedPredicates.Should().Be(fault == Fault.ReturnsTheDefault ? 0 : 1);
            return;
        }

        result.RiskId.Should().Be("A");
        result.Mitigation.Should().Be("mend");
        (MitigationOutcome outcome, string? reason) = fault switch
        {
            Fault.ReturnsTheDefault => (MitigationOutcome.Decided, null),
            Fault.Blocks or Fault.Hangs or Fault.FaultsInTheToken => (MitigationOutcome.TimedOut, "mitigation 'mend' did not end in time"),
            Fault.CancelsItself => (MitigationOutcome.Cancelled, "mitigation 'mend' ended as cancelled"),
            _ => (MitigationOutcome.Threw, "mitigation 'mend' threw"),
        };
        result.Reason.Should().Be(reason);
        (result.Exception?.GetType()).Should().Be(fault == Fault.ReturnsTheDefault ? null : ExceptionOf(fault));
        now.History.Should().ContainSingle().Which.Outcome.Should().Be(outcome);
        now.Risks[0].Statistics.Outcomes[outcome].Should().Be(1);
    }

    private static Type ExceptionOf(Fault fault) => fault switch
    {
        Fault.Throws or Fault.ThrowsLater => typeof(TestException),
        Fault.CancelsItself => typeof(TaskCanceledException),
        Fault.ComesBackIn => typeof(InvalidOperationException),
        _ => typeof(OperationTimedOutException),
    };

    private RiskRegistry<Plan> Registry(Place place, Fault fault, TimeSpan? timeout = null)
    {
        var risks = new RiskRegistry<Plan>(new() { ConditionTimeout = _limit, MitigationTimeout = _limit });
        risks.Add(RiskRig.Risk("A") with { Failures = place == Place.Predicate ? [] : [FailureMatch.When(_ => true)], Mitigation = "mend" });
        return place switch
        {
            Place.Condition => risks.Detect("A", (_, _) => MisbehaveNow<RiskFinding>(risks, fault)),
            Place.ConditionAsync => risks.Detect("A", (_, _, token) => MisbehaveAsync<RiskFinding>(risks, fault, token)),
            Place.Predicate => risks.Match("A", FailureMatch.When(_ => MisbehaveNow<bool>(risks, fault))),
            Place.Mitigation => risks.Mitigate("mend", _ => MisbehaveNow<MitigationResult<Plan>>(risks, fault), timeout),
            _ => risks.Mitigate("mend", (_, token) => MisbehaveAsync<MitigationResult<Plan>>(risks, fault, token), timeout),
        };
    }

    /// <summary>What is synchronous can do no better than block.</summary>
    private T MisbehaveNow<T>(RiskRegistry<Plan> risks, Fault fault)
    {
        ValueTask<T> work = MisbehaveAsync<T>(risks, fault is Fault.Hangs or Fault.FaultsInTheToken ? Fault.Blocks : fault, default);
        return work.AsTask().GetAwaiter().GetResult();
    }

    private async ValueTask<T> MisbehaveAsync<T>(RiskRegistry<Plan> risks, Fault fault, CancellationToken token)
    {
        _seen = token;
        switch (fault)
        {
            case Fault.Throws:
                _entered.SetResult();
                throw new TestException("a secret");
            case Fault.ThrowsLater:
                await Task.Yield();
                _entered.SetResult();
                throw new TestException("a secret");
            case Fault.Blocks:
                _entered.SetResult();
                _release.Wait(CancellationToken.None);
                throw new TestException("a secret, too late");
            case Fault.Hangs:
                _entered.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                break;
            case Fault.FaultsInTheToken:
                token.Register(() => throw new TestException("a secret, in the token"));
                _entered.SetResult();
                await Task.Run(() => _release.Wait(CancellationToken.None), CancellationToken.None);
                break;
            case Fault.CancelsItself:
                _entered.SetResult();
                throw new TaskCanceledException("a secret");
            case Fault.ComesBackIn:
                _entered.SetResult();
                risks.Remove("NOBODY");
                await risks.AssessAsync(_rig.Stage(), new(""), token);
                await risks.MitigateAsync(_rig.Stage(), new(""), _rig.Failure(), token);
                break;
            default:
                _entered.SetResult();
                break;
        }

        return default!;
    }

    /// <summary>Lets what was left behind end, and waits until the registry has seen it.</summary>
    private async Task LeaveAsync(RiskRegistry<Plan> risks)
    {
        _release.Set();
        while (risks.Snapshot().LeftBehind > 0)
        {
            RiskRig.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
