using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Resilience.Tests.Checkpoints;

namespace Resilience.Metrics.Histories;

public sealed class TraceHistoryTests : IDisposable
{
    private const string Pipeline = "plan-analysis";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly RunTraceWriter _writer;

    public TraceHistoryTests() => _writer = new(_folder["traces"], new() { TimeProvider = _time });

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Frequency_and_durations_come_with_their_counts()
    {
        for (int seconds = 1; seconds <= 9; seconds++)
            await new RunStory(_time, _writer).Passed("LOAD", seconds).FinishAsync(RunResultStatus.Completed);
        await FailAsync();
        TraceHistory history = await ReadAsync();
        history.TraceCount.Should().Be(10);
        StageHistory load = history.Find(Pipeline, "LOAD")!;
        load.Failures.Should().Be(new FrequencyEstimate(1, 10));
        load.DurationCount.Should().Be(9);
        load.Median.Should().Be(TimeSpan.FromSeconds(5));
        load.Quantile(0.9).Should().Be(TimeSpan.FromSeconds(9));
        load.FailureCodes.Single().Should().Be(new KeyValuePair<string, long>(ErrorCodes.Timeout, 1));
        history.Find(Pipeline, "OTHER").Should().BeNull();
    }

    [Fact]
    public async Task What_did_not_end_by_itself_is_not_counted()
    {
        var story = new RunStory(_time, _writer);
        StageInfo stage = story.Stage("LOAD");
        story.End(stage, StageStatus.Cancelled);
        story.End(stage, StageStatus.Skipped);
        story.End(stage, StageStatus.Resumed);
        story.End(stage, StageStatus.Failed, failure: RunStory.Failure(stage, new(RejectionReason.CircuitOpen, "nlp")));
        await story.FinishAsync(RunResultStatus.Interrupted);
        StageHistory load = (await ReadAsync()).Find(Pipeline, "LOAD")!;
        load.Failures.Total.Should().Be(0);
        load.Median.Should().BeNull();
    }

    [Fact]
    public async Task A_mitigated_stage_was_a_trouble_and_no_failure()
    {
        var story = new RunStory(_time, _writer);
        story.End(story.Stage("LOAD"), StageStatus.Mitigated);
        await story.FinishAsync(RunResultStatus.Completed);
        StageHistory load = (await ReadAsync()).Find(Pipeline, "LOAD")!;
        (load.Failures.Occurrences, load.Troubles.Occurrences).Should().Be((0, 1));
    }

    [Fact]
    public async Task Foreign_broken_and_huge_files_are_skipped_with_a_report()
    {
        await new RunStory(_time, _writer).Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        string folder = Directory.GetDirectories(_folder["traces"]).Single();
        Put("execution_trace_a_1.json", "{ not json");
        Put("execution_trace_b_1.json", "{}");
        Put("execution_trace_c_1.json", """{"schema_version": 99}""");
        Put("execution_trace_d_1.json", new string('[', 5_000));
        Put("execution_trace_e_1.json", "");
        Put("execution_trace_f_1.json", new string(' ', 100_000));
        Put("notes.txt", "not looked at");
        Directory.CreateDirectory(Path.Combine(folder, "execution_trace_g_1.json"));
        File.WriteAllText(_folder["traces", "stray.json"], "{}");

        TraceHistory history = await ReadAsync(new() { FileSizeLimit = 65_536 });
        history.TraceCount.Should().Be(1);
        history.SkippedCount.Should().Be(8);
        history.Skipped.Should().Contain(static skipped => skipped.Name.EndsWith("_f_1.json") && skipped.Reason == "too large");
        history.Find(Pipeline, "LOAD")!.Failures.Total.Should().Be(1);

        void Put(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "The check is that of Linux.");
        await new RunStory(_time, _writer).Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        string folder = Directory.GetDirectories(_folder["traces"]).Single();
        string trace = Directory.GetFiles(folder).Single();
        File.CreateSymbolicLink(Path.Combine(folder, "execution_trace_link_1.json"), trace);
        TraceHistory history = await ReadAsync();
        (history.TraceCount, history.SkippedCount).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_does_not_hang_the_reader()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "There are no such pipes elsewhere.");
        await new RunStory(_time, _writer).Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        string folder = Directory.GetDirectories(_folder["traces"]).Single();
        using (Process made = Process.Start("mkfifo", [Path.Combine(folder, "execution_trace_pipe_1.json")]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        TraceHistory history = await ReadAsync();
        (history.TraceCount, history.SkippedCount).Should().Be((1, 1));
    }

    [Fact]
    public async Task Of_too_many_files_the_latest_are_read()
    {
        await FailAsync();
        foreach (string run in (string[])["zzz", "a_9", "mmm"])
            await new RunStory(_time, _writer, run).Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        TraceHistory history = await ReadAsync(new() { FileLimit = 3 });
        history.Find(Pipeline, "LOAD")!.Failures.Should().Be(new FrequencyEstimate(0, 3));
        history.SkippedCount.Should().Be(1);
    }

    [Fact]
    public async Task One_pipeline_can_be_read_alone()
    {
        await new RunStory(_time, _writer, pipeline: "A").Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        await new RunStory(_time, _writer, pipeline: "B").Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        (await ReadAsync(new() { Pipeline = "B" })).Stages.Should().ContainSingle().Which.Pipeline.Should().Be("B");
        (await ReadAsync()).Stages.Select(static stage => stage.Pipeline).Should().Equal("A", "B");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_empty_history() =>
        (await TraceHistory.ReadAsync(_folder["nowhere"], null, TestContext.Current.CancellationToken)).Stages.Should().BeEmpty();

    [Fact]
    public async Task A_condition_holds_beyond_chance_and_with_enough_runs_alone()
    {
        for (int i = 0; i < 30; i++)
            await FailAsync();
        for (int i = 0; i < 30; i++)
            await new RunStory(_time, _writer).Passed("LOAD", 10).FinishAsync(RunResultStatus.Completed);
        TraceHistory history = await ReadAsync();
        StageInfo stage = new RunStory(_time, []).Stage("LOAD");
        history.FailsMoreOftenThan(stage, 0.3).Should().BeTrue();
        history.FailsMoreOftenThan(stage, 0.45).Should().BeFalse("the interval holds it");
        history.FailsMoreOftenThan(stage, 0.3, minimumRuns: 61).Should().BeFalse();
        history.IsOftenSlowerThan(stage, TimeSpan.FromSeconds(9)).Should().BeTrue();
        history.IsOftenSlowerThan(stage, TimeSpan.FromSeconds(10)).Should().BeFalse();
        history.IsOftenSlowerThan(stage, TimeSpan.FromSeconds(9), minimumRuns: 31).Should().BeFalse();
    }

    [Fact]
    public async Task Thresholds_are_proposed_from_what_was_usual_and_what_is_expected()
    {
        for (int i = 1; i <= 200; i++)
            await new RunStory(_time, _writer).Passed("LOAD", i % 10 + 1).FinishAsync(RunResultStatus.Completed);
        ThresholdProposal proposal = (await ReadAsync()).Propose(Pipeline, "LOAD", new() { Margin = 2, Duration = TimeSpan.FromSeconds(15) })!;
        proposal.Timeout.Should().Be(TimeSpan.FromSeconds(15));
        proposal.SlowCallThreshold.Should().Be(TimeSpan.FromSeconds(15));
        proposal.FailureRatio.Should().Be(0.1);
        proposal.MinimumCalls.Should().Be(50);
        proposal.ConsecutiveFailures.Should().Be(3);
        proposal.Reservations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_proposal_says_what_speaks_against_it()
    {
        for (int i = 0; i < 5; i++)
            await FailAsync();
        await new RunStory(_time, _writer).Passed("LOAD", 9).FinishAsync(RunResultStatus.Completed);
        ThresholdProposal proposal = (await ReadAsync()).Propose(Pipeline, "LOAD", new() { Duration = TimeSpan.FromSeconds(1) })!;
        proposal.Reservations.Should().HaveCount(4);
        proposal.FailureRatio.Should().Be(0.9);
        proposal.ConsecutiveFailures.Should().Be(20);
        (await ReadAsync()).Propose(Pipeline, "OTHER").Should().BeNull();
    }

    private async Task FailAsync()
    {
        var story = new RunStory(_time, _writer);
        story.End(story.Stage("LOAD"), StageStatus.Failed);
        await story.FinishAsync(RunResultStatus.Failed);
    }

    private Task<TraceHistory> ReadAsync(TraceHistoryOptions? options = null) =>
        TraceHistory.ReadAsync(_folder["traces"], options, TestContext.Current.CancellationToken);
}
