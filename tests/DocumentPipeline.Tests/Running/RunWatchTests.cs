using System.Security.Cryptography;
using DocumentPipeline.Support;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Running;

public sealed class RunWatchTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_trace_tells_of_risks_and_mitigations_and_the_final_record_vouches_for_it()
    {
        await _folder.RunAsync("--run", "plan", "--inject", "CAUSAL_EXTRACTION=empty");

        byte[] json = await File.ReadAllBytesAsync(Traces("*.json").Single(), Token);
        RunTrace trace = RunTrace.Parse(json);
        trace.Success.Should().BeTrue();
        trace.Stages.Should().HaveCount(9).And.OnlyContain(static stage => stage.Success);
        trace.MitigationStats.BySeverity["HIGH"].Success.Should().Be(1);
        trace.MitigationStats.BySeverity["LOW"].Success.Should().Be(1);
        Traces("*.html").Should().ContainSingle();

        FileCheckpointStore store = new OutputFolder(_folder.Output).OpenStore(TimeProvider.System);
        RunHead head = (await store.FindRunAsync(new RunKey(DocumentOrchestrator.Name, "plan"), Token))!;
        head.Last!.Metadata.TraceHash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    [Fact]
    public async Task A_run_that_fails_has_a_trace_too_and_alerts_say_why()
    {
        ProgramRun run = await _folder.RunAsync("--inject", "LOAD_DOCUMENT=corrupt");

        Traces("*.json").Should().ContainSingle();
        run.Output.Should().Contain("\nalert  CRITICAL: Run 'plan-analysis/").And.Contain("was aborted at stage 'LOAD_DOCUMENT'");
    }

    [Fact]
    public async Task What_was_counted_is_shown_where_it_is_wanted()
    {
        ProgramRun without = await _folder.RunAsync();
        ProgramRun with = await _folder.RunAsync("--fresh", "--metrics");

        without.Output.Should().NotContain("Pipeline plan-analysis: ");
        with.Output.Should().Contain("Pipeline plan-analysis: 1 started, 1 completed").And.Contain("mitigations: 1 of 1 helped");
    }

    private string[] Traces(string pattern) =>
        Directory.GetFiles(new OutputFolder(_folder.Output).Traces, pattern, SearchOption.AllDirectories);
}
