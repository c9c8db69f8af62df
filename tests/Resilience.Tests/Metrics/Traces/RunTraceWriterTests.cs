using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Resilience.Risks;
using Resilience.Telemetry;
using Resilience.Tests.Checkpoints;

namespace Resilience.Metrics.Traces;

public sealed class RunTraceWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly TestLogger _log = new();
    private readonly List<WrittenTrace> _written = [];
    private readonly RunTraceWriterOptions _options;

    public RunTraceWriterTests() => _options = new()
    {
        TimeProvider = _time,
        Logger = _log,
        OnWritten = _written.Add,
        DescribeRisk = static id => id == "PDF_CORRUPT"
            ? new RiskDefinition { Id = id, Category = RiskCategory.DataQuality, Severity = RiskSeverity.High }
            : null,
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_leaves_a_trace_whose_hash_is_that_of_the_file()
    {
        string? hash = await Story().Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        string path = Files().Single();
        hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        _written.Single().Should().Match<WrittenTrace>(written => written.Path == path && written.Hash == hash && written.Trace.Success);
        Path.GetFileName(path).Should().Be("execution_trace_+pdm2024-001_20260102T030406.000Z.json");
    }

    [Fact]
    public async Task The_document_is_the_golden_one()
    {
        await TellEverythingAsync();
        string document = File.ReadAllText(Files().Single()).ReplaceLineEndings("\n");
        document.Should().Be(File.ReadAllText(TraceFiles.Golden).ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [Fact]
    public async Task The_document_is_what_the_schema_says()
    {
        await TellEverythingAsync();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Files().Single()));
        TraceFiles.Schema.Check(document.RootElement).Should().BeEmpty();
    }

    [Fact]
    public async Task The_document_answers_what_a_post_mortem_asks()
    {
        await TellEverythingAsync();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Files().Single()));
        JsonElement trace = document.RootElement;
        trace.GetProperty("stages").EnumerateArray().Where(static stage => !stage.GetProperty("success").GetBoolean())
            .Select(static stage => stage.GetProperty("stage_name").GetString()).Should().Equal("CAUSAL", "REPORT");
        JsonElement high = trace.GetProperty("mitigation_stats").GetProperty("by_severity").GetProperty("HIGH");
        (high.GetProperty("success").GetInt32(), high.GetProperty("total").GetInt32()).Should().Be((1, 2));
        trace.GetProperty("alerts").EnumerateArray().Where(static alert => alert.GetProperty("level").GetString() == "CRITICAL")
            .Should().HaveCount(2).And.OnlyContain(static alert => alert.GetProperty("timestamp").GetDateTimeOffset().Year == 2026);
    }

    [Fact]
    public async Task A_trace_can_be_read_again()
    {
        await TellEverythingAsync();
        RunTrace trace = RunTrace.Parse(File.ReadAllBytes(Files().Single()));
        trace.Should().BeEquivalentTo(_written.Single().Trace);
        RunTrace.Parse(trace.ToJson()).ToJson().Should().Equal(trace.ToJson());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"schema_version": 1, "schema_version": 1}""")]
    public void What_is_no_trace_is_refused(string text) =>
        FluentActions.Invoking(() => RunTrace.Parse(System.Text.Encoding.UTF8.GetBytes(text))).Should().Throw<JsonException>();

    [Fact]
    public async Task A_trace_of_a_later_version_is_refused()
    {
        await Story().FinishAsync(RunResultStatus.Completed);
        RunTrace later = _written.Single().Trace with { SchemaVersion = 2 };
        FluentActions.Invoking(() => RunTrace.Parse(later.ToJson())).Should().Throw<JsonException>().WithMessage("*version 2*");
    }

    [Fact]
    public async Task Files_and_folders_are_private()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        if (OperatingSystem.IsWindows())
            return;
        _options.WriteHtml = true;
        await Story().FinishAsync(RunResultStatus.Completed);
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (string path in Directory.GetFiles(_folder["traces"], "*", SearchOption.AllDirectories))
            File.GetUnixFileMode(path).Should().Be(file);
        File.GetUnixFileMode(_folder["traces"]).Should().Be(file | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Directory.GetDirectories(_folder["traces"]).Single()).Should().Be(file | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("con")]
    [InlineData("a/b\\c:d*e?f\0g")]
    [InlineData(".")]
    public async Task A_run_id_leads_nowhere(string runId)
    {
        await new RunStory(_time, Writer(), runId, pipeline: runId).FinishAsync(RunResultStatus.Failed);
        Files().Should().ContainSingle().Which.Should().StartWith(_folder["traces"]);
        Directory.GetFileSystemEntries(_folder.Path).Should().Equal(_folder["traces"]);
        _written.Single().Trace.RunId.Should().Be(runId.Replace('\0', '\uFFFD'));
    }

    [Fact]
    public async Task The_longest_run_id_has_a_file()
    {
        await new RunStory(_time, Writer(), new string('É', 512), pipeline: new string('X', 512)).FinishAsync(RunResultStatus.Failed);
        Files().Should().ContainSingle();
    }

    [Fact]
    public async Task Two_ends_of_a_run_in_one_moment_have_a_file_each_and_nothing_unfinished_is_left()
    {
        RunTraceWriter writer = Writer();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => new RunStory(_time, writer).FinishAsync(RunResultStatus.Interrupted), TestContext.Current.CancellationToken)));
        Files().Should().HaveCount(8).And.OnlyContain(static path => path.EndsWith(".json"));
        writer.Written.Should().Be(8);
    }

    [Fact]
    public async Task A_trace_that_cannot_be_written_fails_no_run_and_is_reported()
    {
        File.WriteAllText(_folder["traces"], "in the way");
        RunTraceWriter writer = Writer();
        (await new RunStory(_time, writer).FinishAsync(RunResultStatus.Completed)).Should().BeNull();
        (writer.Written, writer.Failed).Should().Be((0, 1));
        _log.Entries.Should().ContainSingle().Which.Should().Match<(int Id, Microsoft.Extensions.Logging.LogLevel, string Text, Exception?)>(
            static entry => entry.Id == 1160 && entry.Text.Contains("checkpoint."));
        _written.Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_in_which_everyone_may_write_is_refused()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "The check is that of Linux.");
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateDirectory(_folder["traces"]);
        File.SetUnixFileMode(_folder["traces"], (UnixFileMode)0b111_111_111);
        (await Story().FinishAsync(RunResultStatus.Completed)).Should().BeNull();
        Files().Should().BeEmpty();
    }

    [Fact]
    public async Task A_handler_that_throws_changes_nothing_and_is_reported()
    {
        _options.OnWritten = static _ => throw new InvalidOperationException("secret");
        (await Story().FinishAsync(RunResultStatus.Completed)).Should().NotBeNull();
        _log.Entries.Should().ContainSingle(static entry => entry.Id == 1165 && !entry.Text.Contains("secret"));
    }

    [Fact]
    public async Task Messages_of_exceptions_are_kept_on_request_alone_and_texts_are_redacted()
    {
        RunStory story = Story();
        story.End(story.Stage("LOAD"), StageStatus.Failed, reason: "password=hunter2");
        await story.FinishAsync(RunResultStatus.Failed);
        File.ReadAllText(Files().Single()).Should().NotContain("secret detail").And.NotContain("hunter2");

        _options.IncludeExceptionMessages = true;
        story = Story();
        story.End(story.Stage("LOAD"), StageStatus.Failed);
        await story.FinishAsync(RunResultStatus.Failed);
        _written[^1].Trace.Stages.Single().Failure!.Message.Should().Be("secret detail");
    }

    [Fact]
    public async Task Branches_may_be_noted_at_once()
    {
        RunStory story = Story();
        StageInfo group = story.Stage("GROUP");
        StageInfo[] branches = [.. Enumerable.Range(0, 32).Select(i => story.Stage($"B{i}", group: group))];
        Parallel.ForEach(branches, branch =>
        {
            story.Assess(branch, new DetectedRisk("R", RiskSeverity.High, "r"));
            story.Mitigate(branch, 1, MitigationAction.Retry, "R");
            story.EndNow(new() { Stage = branch, Status = StageStatus.Mitigated, Recorded = StageStatus.Mitigated });
        });
        await story.FinishAsync(RunResultStatus.Completed);
        _written.Single().Trace.MitigationStats.BySeverity["HIGH"].Should().Be(new TraceTally(32, 32));
        _written.Single().Trace.Alerts.Should().HaveCount(64);
    }

    [Fact]
    public async Task What_is_too_much_is_left_out_and_counted()
    {
        RunStory story = Story();
        StageInfo stage = story.Stage("LOAD");
        story.Assess(stage, [.. Enumerable.Range(0, 1_500).Select(static i => new DetectedRisk($"R{i}", RiskSeverity.Medium, "m"))]);
        await story.FinishAsync(RunResultStatus.Completed);
        _written.Single().Trace.Alerts.Should().HaveCount(1_000);
        _written.Single().Trace.Omitted.Should().Be(1_300 + 500);
    }

    [Fact]
    public async Task The_summary_is_for_people()
    {
        await TellEverythingAsync();
        using var text = new StringWriter { NewLine = "\n" };
        _written.Single().Trace.PrintSummary(text);
        text.ToString().Should().Contain("Run PDM2024-001 of plan-analysis: aborted").And.Contain("ended by CAUSAL: failure.timeout")
            .And.Contain("  FETCH/TABLES").And.Contain("mitigations of HIGH: 1 of 2 helped").And.Contain("2 CRITICAL");
    }

    private async Task TellEverythingAsync()
    {
        _options.WriteHtml = true;
        RunStory story = Story();
        await TraceStories.TellEverythingAsync(story);
    }

    private string[] Files() => Directory.Exists(_folder["traces"])
        ? Directory.GetFiles(_folder["traces"], "*", SearchOption.AllDirectories).Where(static path => !path.EndsWith(".html")).ToArray()
        : [];

    private RunTraceWriter Writer() => new(_folder["traces"], _options);

    private RunStory Story() => new(_time, Writer());
}
