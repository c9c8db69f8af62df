using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>What observers are told, and that they cannot harm a run.</summary>
public sealed class RunObserverTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task They_are_told_everything_in_order()
    {
        var diary = new Diary();
        var risks = new ScriptedRisks { Mitigate = static (_, _, _) => MitigationResult.Retry<Trail>() };
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store).UseRisks(risks).AddObserver(diary)
            .AddStage("A", (stage, trail) =>
            {
                stage.ReportProgress(1);
                return stage.Mitigation == 0 ? throw new IOException() : trail.Then("A");
            })
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        diary.Lines.Should().Equal(
            "checkpoint Started", "run started", "assessed A", "starting A", "progress A", "mitigated A Retry", "checkpoint Intent", "assessed A",
            "starting A", "progress A", "checkpoint Stage", "ended A Mitigated", "ending Completed", "checkpoint Finished", "run ended Completed");
        orchestrator.Counters.Should().Be(new RunCountersSnapshot { Started = 1, Completed = 1, StagesDone = 1, Mitigations = 1 });
        CheckpointRecord? last = await _works.Store.ReadAsync(new("works", "1"), 4, _works.Test);
        last!.Info.Metadata.TraceHash.Should().Be(new string('a', 64));
        run.Hash.Should().Be(last.Info.Hash);
    }

    [Fact]
    public async Task What_they_throw_goes_no_further()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddObserver(new Thrower()).AddStage("A", _works.Step).Build();

        (await orchestrator.RunAsync("1", new(), _works.Test)).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Without_a_trace_the_final_record_has_the_hash_of_what_is_known()
    {
        await _works.Plain("A").RunAsync("1", new(), _works.Test);

        RunHead? head = await _works.Store.FindRunAsync(new("works", "1"), _works.Test);

        head!.Last!.Metadata.TraceHash.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public async Task An_interrupted_run_has_ended_for_them_too()
    {
        var diary = new Diary();
        using var caller = new CancellationTokenSource();
        Orchestrator<Trail> orchestrator = _works.Builder().AddObserver(diary)
            .AddStage("A", (_, trail) =>
            {
                caller.Cancel();
                return trail;
            })
            .AddStage("B", _works.Step)
            .Build();

        await orchestrator.Invoking(o => o.RunAsync("1", new(), caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        diary.Lines.Should().EndWith(["ended A Completed", "ending Interrupted", "run ended Interrupted"]);
        orchestrator.Counters.Interrupted.Should().Be(1);
        orchestrator.Counters.Running.Should().Be(0);
    }

    private sealed class Diary : RunObserver
    {
        public List<string> Lines { get; } = [];

        public override void OnRunStarted(RunInfo run) => Lines.Add("run started");

        public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration) => Lines.Add($"assessed {stage.Stage}");

        public override void OnStageStarting(StageContext stage) => Lines.Add($"starting {stage.Stage}");

        public override void OnProgress(RunInfo run, in StageProgress progress) => Lines.Add($"progress {progress.Stage}");

        public override void OnMitigated(StageContext stage, MitigationReport report) => Lines.Add($"mitigated {stage.Stage} {report.Action}");

        public override void OnStageEnded(RunInfo run, StageResult result) => Lines.Add($"ended {result.Stage} {result.Status}");

        public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => Lines.Add($"checkpoint {record.Metadata.Kind}");

        public override void OnRunEnded(RunReport report) => Lines.Add($"run ended {report.Status}");

        public override ValueTask<string?> OnRunEndingAsync(RunReport report)
        {
            Lines.Add($"ending {report.Status}");
            return new(new string('a', 64));
        }
    }

    private sealed class Thrower : RunObserver
    {
        public override void OnRunStarted(RunInfo run) => throw new InvalidOperationException();

        public override void OnStageStarting(StageContext stage) => throw new InvalidOperationException();

        public override void OnStageEnded(RunInfo run, StageResult result) => throw new InvalidOperationException();

        public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => throw new InvalidOperationException();

        public override void OnRunEnded(RunReport report) => throw new InvalidOperationException();

        public override ValueTask<string?> OnRunEndingAsync(RunReport report) => throw new InvalidOperationException();
    }
}
