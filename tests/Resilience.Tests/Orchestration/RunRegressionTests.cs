using Resilience.Checkpoints;
using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>What went wrong once.</summary>
public sealed partial class RunRegressionTests
{
    private static readonly RejectedException _refusal = new(new(RejectionReason.Custom, "test"));

    private readonly Works _works = new();
    private readonly ScriptedRisks _risks = new();

    [Fact]
    public async Task After_going_back_in_a_changed_pipeline_places_are_those_of_the_new_one()
    {
        await Build(DefinitionChange.Fail, "A", "OLD", "C", "D!").RunAsync("1", new(), _works.Test);
        await Build(DefinitionChange.RestartFromStage("C"), "A", "C", "D!").RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await Build(DefinitionChange.RestartFromStage("C"), "A", "C", "D").RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "C", "D");
        run.Stages.Select(stage => stage.Recorded).Should().AllBeEquivalentTo(StageStatus.Completed);
        _works.Ran.Should().Equal("A", "OLD", "C", "C", "D");
    }

    [Fact]
    public async Task Going_back_to_a_stage_that_is_new_begins_with_the_context_before_it()
    {
        await Build(DefinitionChange.Fail, "A", "B", "C!").RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await Build(DefinitionChange.RestartFromStage("X"), "A", "X", "B", "C").RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "X", "B", "C");
    }

    [Fact]
    public async Task A_run_that_has_not_come_to_the_restart_stage_just_goes_on()
    {
        await Build(DefinitionChange.Fail, "A", "B!", "C").RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await Build(DefinitionChange.RestartFromStage("C"), "A", "B", "C:2").RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "B", "C");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_while_a_mitigation_thinks_interrupts(bool throws)
    {
        using var caller = new CancellationTokenSource();
        _risks.Mitigate = (_, _, _) =>
        {
            caller.Cancel();
            return throws ? throw new OperationCanceledException(caller.Token) : MitigationResult.Fail<Trail>();
        };
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new IOException());

        await orchestrator.Invoking(o => o.RunAsync("1", new(), caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        (await _works.Store.FindRunAsync(new("works", "1"), _works.Test))!.Status.Should().Be(RunStatus.Interrupted);
    }

    [Fact]
    public async Task Cancelling_while_a_gate_looks_interrupts_whatever_it_throws()
    {
        using var caller = new CancellationTokenSource();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .UseGate(new ScriptedGate(_ =>
            {
                caller.Cancel();
                throw new IOException();
            }))
            .AddStage("A", _works.Step)
            .Build();

        await orchestrator.Invoking(o => o.RunAsync("1", new(), caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        (await _works.Store.FindRunAsync(new("works", "1"), _works.Test))!.Status.Should().Be(RunStatus.Interrupted);
    }

    [Fact]
    public async Task A_changed_context_survives_that_the_run_is_opened_again()
    {
        bool works = false;
        var seen = new List<(string Context, string Key)>();
        Orchestrator<Trail> orchestrator = Risky((stage, trail) =>
        {
            seen.Add((trail.ToString(), stage.IdempotencyKey));
            return works ? trail.Then("B") : throw new IOException();
        });
        _risks.Mitigate = (stage, trail, _) =>
            stage.Mitigation == 0 ? MitigationResult.RetryWith(trail.Then("changed")) : MitigationResult.Fail<Trail>();
        (await orchestrator.RunAsync("1", new(), _works.Test)).Context.ToString().Should().Be("A changed");
        works = true;

        RunResult<Trail> run = await orchestrator.ResumeAsync("1", cancellationToken: _works.Test);

        run.Context.Steps.Should().Equal("A", "changed", "B");
        seen[2].Should().Be(seen[1]);
    }

    [Fact]
    public async Task A_fork_keeps_its_change_when_it_is_opened_again()
    {
        bool works = true;
        Orchestrator<Trail> orchestrator = Risky((_, trail) => works ? trail.Then("B") : throw new IOException());
        await orchestrator.RunAsync("1", new(), _works.Test);
        works = false;
        await orchestrator.ForkAsync("1", "2", "B", trail => trail.Then("changed"), cancellationToken: _works.Test);
        works = true;

        RunResult<Trail> run = await orchestrator.ResumeAsync("2", cancellationToken: _works.Test);

        run.Context.Steps.Should().Equal("A", "changed", "B");
    }

    [Fact]
    public async Task Going_back_gives_new_keys_to_what_was_begun_after_it_too()
    {
        var keys = new List<string>();
        Orchestrator<Trail> orchestrator = Risky((stage, trail) =>
        {
            keys.Add(stage.IdempotencyKey);
            throw new IOException();
        });
        await orchestrator.RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await orchestrator.ResumeFromAsync("1", "A", cancellationToken: _works.Test);

        keys.Should().HaveCount(2).And.OnlyHaveUniqueItems();
        run.Stages.Select(stage => stage.Mitigations).Should().Equal(0, 0);
    }

    [Fact]
    public async Task The_callers_input_is_not_changed_by_stages()
    {
        var input = new Trail();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", (_, trail) =>
            {
                trail.Steps.Add("touched");
                return trail;
            })
            .Build();

        await orchestrator.RunAsync("1", input, _works.Test);

        input.Steps.Should().BeEmpty();
        (await orchestrator.RunAsync("1", input, _works.Test)).IsRecorded.Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no hash")]
    public async Task A_trace_hash_that_is_none_is_left_out(string hash)
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store, CheckpointDurability.AtRunEnd)
            .AddObserver(new Hasher(hash)).AddStage("A", _works.Step).Build();

        (await orchestrator.RunAsync("1", new(), _works.Test)).IsCompleted.Should().BeTrue();

        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Finished");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("many")]
    public async Task A_code_that_cannot_be_stored_is_left_out(string? code)
    {
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new OddException(code == "many" ? new string('x', 129) : code!));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Code.Should().Be(ErrorCodes.Unknown);
        (await _works.RecordsAsync("1")).Should().EndWith(["Finished B"]);
    }

    [Theory]
    [InlineData(MitigationAction.Retry)]
    [InlineData(MitigationAction.Continue)]
    public async Task A_mitigation_whose_context_cannot_be_stored_changes_nothing(MitigationAction action)
    {
        var bad = new Trail { Text = "half \ud800" };
        _risks.Mitigate = (_, _, _) => action == MitigationAction.Retry ? MitigationResult.RetryWith(bad) : MitigationResult.Continue(bad);
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new IOException());

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Exception.Should().BeOfType<IOException>();
    }

    /// <summary>Stages by name; with an exclamation mark one that is refused, with a version after a colon.</summary>
    private Orchestrator<Trail> Build(DefinitionChange change, params string[] stages)
    {
        OrchestratorBuilder<Trail> builder = _works.Builder().UseCheckpoints(_works.Store);
        builder.DefinitionChange = change;
        foreach (string stage in stages)
        {
            bool refused = stage.EndsWith('!');
            builder.AddStage(
                stage.TrimEnd('!').Split(':')[0],
                (context, trail, token) => refused ? throw _refusal : _works.Step(context, trail, token),
                options => options.Version = stage.Contains(':', StringComparison.Ordinal) ? 2 : 1);
        }

        return builder.Build();
    }

    private Orchestrator<Trail> Risky(Func<StageContext, Trail, Trail> second) => _works.Builder()
        .UseCheckpoints(_works.Store).UseRisks(_risks).AddStage("A", _works.Step).AddStage("B", second).Build();

    private sealed class OddException(string code) : ResilienceException("odd")
    {
        public override string Code => code;
    }

    private sealed class Hasher(string hash) : RunObserver
    {
        public override ValueTask<string?> OnRunEndingAsync(RunReport report) => new(hash);
    }

    private sealed class Ending(Func<Task> act) : RunObserver
    {
        public override async ValueTask<string?> OnRunEndingAsync(RunReport report)
        {
            await act();
            return null;
        }
    }

    private sealed class BadClassifier : IFailureClassifier
    {
        public Failure Classify(Exception exception) => throw new InvalidOperationException();
    }

    private sealed class BadListener : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => throw new InvalidOperationException();
    }
}
