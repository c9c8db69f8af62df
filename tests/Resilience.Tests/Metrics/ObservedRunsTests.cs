using System.Security.Cryptography;
using System.Text.Json;
using Resilience.Checkpoints;
using Resilience.Metrics.Traces;
using Resilience.Tests.Checkpoints;
using Resilience.Tests.Orchestration;

namespace Resilience.Metrics;

/// <summary>Metrics, alerts and traces of runs of a real orchestrator.</summary>
public sealed class ObservedRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Works _works = new();
    private readonly List<Alert> _alerts = [];
    private readonly List<WrittenTrace> _written = [];
    private readonly OrchestratorMetrics _metrics;

    public ObservedRunsTests() => _metrics = new(new() { TimeProvider = _works.Clock });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_final_record_has_the_hash_of_the_trace()
    {
        await Builder().AddStage("A", _works.Step).AddStage("B", _works.Step).Build().RunAsync("1", new(), _works.Test);

        RunHead? head = await _works.Store.FindRunAsync(new("works", "1"), _works.Test);
        head!.Last!.Metadata.TraceHash.Should().Be(_written.Single().Hash)
            .And.Be(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_written.Single().Path, _works.Test))));
        RunTrace trace = _written.Single().Trace;
        trace.Stages.Select(static stage => (stage.StageName, stage.Status)).Should().Equal(("A", "completed"), ("B", "completed"));
        trace.Checkpoints.Select(static record => record.Kind).Should().Equal("started", "stage", "stage");
        trace.Checkpoints.Zip(trace.Checkpoints.Skip(1)).Should().OnlyContain(static pair => pair.Second.PreviousHash == pair.First.Hash);
        CheckDocument();
    }

    [Fact]
    public async Task A_mitigated_stage_is_seen_by_all()
    {
        var risks = new RiskRegistry<Trail>()
            .Add(new RiskDefinition
            {
                Id = "DISK",
                Category = RiskCategory.ResourceExhaustion,
                Severity = RiskSeverity.High,
                Failures = [FailureMatch.Exception<IOException>()],
                Mitigation = "again",
            })
            .Detect("DISK", static (stage, _) => stage.Mitigation == 0)
            .Mitigate("again", static _ => MitigationResult.Retry<Trail>("password=hunter2"));
        await Builder(risks).UseRisks(risks)
            .AddStage("A", static (stage, trail) => stage.Mitigation == 0 ? throw new IOException("hunter2") : trail.Then("A")).Build()
            .RunAsync("1", new(), _works.Test);

        _alerts.Select(static alert => alert.Level).Should().Equal(AlertLevel.Error, AlertLevel.Info);
        PipelineMetrics pipeline = _metrics.Snapshot().Pipelines.Single();
        pipeline.MitigationsByCategory.Should().Equal(
            new Dictionary<RiskCategory, MitigationCounts> { [RiskCategory.ResourceExhaustion] = new(1, 1) });
        pipeline.Stages.Single().Mitigated.Should().Be(1);
        RunTrace trace = _written[^1].Trace;
        trace.MitigationStats.BySeverity["HIGH"].Should().Be(new TraceTally(1, 1));
        trace.MitigationStats.ByCategory["RESOURCE_EXHAUSTION"].Should().Be(new TraceTally(1, 1));
        trace.Stages.Single().Risks.Should().ContainSingle();
        CheckDocument();
    }

    [Fact]
    public async Task A_failed_run_leaves_a_trace_and_an_alert()
    {
        await Builder().AddStage("A", static (_, _) => throw new IOException("hunter2")).Build().RunAsync("1", new(), _works.Test);

        _written.Single().Trace.Should().Match<RunTrace>(static trace => trace.Status == "failed" && trace.Failure!.StageName == "A");
        _alerts.Should().ContainSingle(static alert => alert.Level == AlertLevel.Error && alert.Stage == "A");
        CheckDocument();
    }

    [Fact]
    public async Task A_branch_that_fails_is_one_trouble_and_not_one_more_for_its_group()
    {
        await Builder()
            .AddParallel(
                "GROUP",
                group => group.AddBranch("L", _works.Step).AddBranch("R", static (_, _) => throw new IOException("hunter2")),
                static (start, _) => start)
            .Build().RunAsync("1", new(), _works.Test);

        _alerts.Select(static alert => (alert.Level, alert.Stage)).Should().Equal((AlertLevel.Error, "GROUP/R"));
        TraceStage group = _written.Single().Trace.Stages.Single();
        (group.StageName, group.Status).Should().Be(("GROUP", "failed"));
        group.Branches.Select(static branch => branch.StageName).Should().Equal("GROUP/L", "GROUP/R");
        _metrics.Snapshot().Pipelines.Single().Stages.Select(static stage => (stage.Stage, stage.Failures))
            .Should().BeEquivalentTo([("GROUP/L", 0L), ("GROUP/R", 1L), ("GROUP", 1L)]);
        CheckDocument();
    }

    [Fact]
    public async Task A_resumed_run_leaves_a_trace_of_its_own_that_knows_what_was_done()
    {
        bool fails = true;
        Orchestrator<Trail> orchestrator = Builder().AddStage("A", _works.Step)
            .AddStage("B", (_, trail) => fails ? throw new IOException("hunter2") : trail.Then("B")).Build();
        await orchestrator.RunAsync("1", new(), _works.Test);
        fails = false;
        _works.Clock.Advance(TimeSpan.FromSeconds(1));
        await orchestrator.ResumeAsync("1", null, _works.Test);

        _written.Select(static written => (written.Trace.Status, written.Trace.Resumed)).Should().Equal(("failed", false), ("completed", true));
        _written[1].Trace.Stages.Select(static stage => (stage.StageName, stage.Status, stage.RecordedStatus)).Should()
            .Equal(("A", "resumed", "completed"), ("B", "completed", "completed"));
        TraceHistory history = await TraceHistory.ReadAsync(_folder["traces"], null, _works.Test);
        history.Find("works", "A")!.Failures.Total.Should().Be(1);
        history.Find("works", "B")!.Failures.Should().Be(new Histories.FrequencyEstimate(1, 2));
    }

    private OrchestratorBuilder<Trail> Builder(RiskRegistry<Trail>? risks = null)
    {
        var center = new AlertCenter(new() { Sinks = { new CallbackAlertSink(_alerts.Add) }, TimeProvider = _works.Clock });
        var writer = new RunTraceWriter(_folder["traces"], new()
        {
            OnWritten = _written.Add,
            WriteHtml = true,
            TimeProvider = _works.Clock,
            DescribeRisk = risks is null ? null : risks.Find,
        });
        return _works.Builder().UseCheckpoints(_works.Store).AddObserver(_metrics).AddObserver(new RunAlerts(center)).AddObserver(writer);
    }

    private void CheckDocument()
    {
        byte[] json = File.ReadAllBytes(_written.Single().Path);
        using JsonDocument document = JsonDocument.Parse(json);
        TraceFiles.Schema.Check(document.RootElement).Should().BeEmpty();
        System.Text.Encoding.UTF8.GetString(json).Should().NotContain("hunter2");
    }
}
