using AiService.Calls;

namespace AiService.Running;

/// <summary>How many calls end how depends on the machine. What holds on every machine is tested here.</summary>
public sealed class ProgramTests : IClassFixture<FinishedRun>
{
    private readonly ProgramRun _run;

    public ProgramTests(FinishedRun finished) => _run = finished.Run;

    public static TheoryData<string> All => new(Operations.Summarize, Operations.Classify, Operations.Embed, Operations.Backup);

    [Fact]
    public void It_ends_by_itself_after_all_phases()
    {
        string[] titles = [.. _run.Output.Split('\n').Where(static line => line.Length > 0 && line[0] != ' ')];

        _run.Errors.Should().BeEmpty();
        _run.ExitCode.Should().Be(0);
        titles.Select(static title => title.Split(' ')[0]).Should().Equal("1.", "2.", "3.", "4.", "5.", "6.", "Summary");
    }

    [Fact]
    public void It_prints_plain_text_that_is_short_enough_to_read()
    {
        _run.Output.Should().NotContain("\u001b");
        _run.Output.Split('\n').Should().HaveCountLessThan(80).And.OnlyContain(static line => line.Length < 160);
    }

    [Fact]
    public void A_provider_that_stumbles_is_asked_again()
    {
        const string Phase = "2. Alpha stumbles";

        (_run.Number(Phase, Operations.Summarize, "retries") + _run.Number(Phase, Operations.Classify, "retries")).Should().BePositive();
        _run.Number(Phase, Operations.Summarize, "ok").Should().BePositive();
    }

    [Fact]
    public void A_provider_that_fails_is_retried_then_refused_and_others_answer()
    {
        const string Phase = "3. Alpha fails";

        foreach (string operation in (string[])[Operations.Summarize, Operations.Classify])
        {
            int calls = _run.Number(Phase, operation, "calls");
            _run.Number(Phase, operation, "ok").Should().Be(0);
            _run.Number(Phase, operation, "fallbacks").Should().Be(calls).And.BePositive();
            _run.Number(Phase, operation, "retries").Should().BePositive();
            _run.Number(Phase, operation, "rejected").Should().BePositive();
        }

        _run.Number(Phase, Operations.Backup, "calls").Should().Be(_run.Number(Phase, Operations.Summarize, "calls"));
    }

    [Fact]
    public void The_mode_and_its_features_follow_the_faults_and_another_provider_answers()
    {
        _run.Below("1. All is well").Should().Contain("ai_chat: answered 12 by alpha").And.Contain("mode: Normal");
        _run.Below("3. Alpha fails").Should()
            .Contain("by beta")
            .And.Contain("mode: Degraded because of operation ")
            .And.Contain("without long_answers (answers are short at the moment)");
        _run.Below("6. The first settings again").Should().Contain("mode: Normal").And.NotContain("without");
    }

    [Fact]
    public void Other_settings_come_into_force_for_pipelines_that_callers_hold()
    {
        const string Phase = "4. Other settings";

        _run.Below(Phase).Should()
            .Contain("Configuration 2 is in force.")
            .And.Contain("ai_summarize: without retry (3 attempts")
            .And.Contain("ai_embed: attempt timeout (1 s) → (40 ms)")
            .And.NotContain("ai_classify:");
        _run.Number(Phase, Operations.Summarize, "retries").Should().Be(0);
        _run.Number(Phase, Operations.Embed, "failed").Should().BePositive();
    }

    [Fact]
    public void Settings_with_mistakes_are_reported_with_their_paths_and_change_nothing() =>
        _run.Below("5. Settings with mistakes").Should()
            .Contain("The configuration is not valid; number 2 stays in force:")
            .And.Contain("Resilience:Operations:ai_embed:Retry:MaxAttempts: '0' is out of range")
            .And.Contain("Resilience:Operations:ai_embed:Retry:MaxDellay: there is no such setting; did you mean 'MaxDelay'?")
            .And.Contain("Resilience:Operations:ai_summarize:Preset: 'Qick' is no preset; did you mean 'Quick'?")
            .And.Contain("All pipelines are as they were.");

    [Fact]
    public void Good_settings_are_taken_again_and_circuits_close() =>
        _run.Below("6. The first settings again").Should()
            .Contain("Configuration 3 is in force.")
            .And.Contain("All circuits are closed.");

    [Theory]
    [MemberData(nameof(All))]
    public void The_summary_accounts_for_every_call(string operation)
    {
        int Of(string column) => _run.Number("Summary", operation, column);

        Of("calls").Should().BePositive().And.Be(Of("ok") + Of("failed") + Of("rejected"));
        _run.Row("Summary", operation)["circuit"].Should().Be("Closed");
        _run.Row("Summary", operation)["median"].Should().EndWith(" ms");
        _run.Row("Summary", operation)["p95"].Should().EndWith(" ms");
    }

    [Fact]
    public void The_summary_has_every_request_of_the_providers()
    {
        foreach (string provider in (string[])["alpha", "beta", "gamma"])
        {
            int Of(string column) => _run.Number("Summary", provider, column);
            Of("requests").Should().BePositive().And.Be(Of("200") + Of("429") + Of("503"));
        }

        _run.Number("Summary", "alpha", "503").Should().BePositive();
        _run.Number("Summary", "alpha", "429").Should().BePositive();
        _run.Number("Summary", Operations.Summarize, "fallbacks").Should().Be(_run.Number("Summary", Operations.Backup, "calls"));
    }

    [Fact]
    public async Task It_does_not_start_with_settings_that_are_not_valid()
    {
        ProgramRun refused = await ProgramRun.OfAsync(("Resilience__Operations__ai_embed__Retry__MaxAttempts", "-1"));

        refused.ExitCode.Should().Be(1);
        refused.Output.Should().BeEmpty();
        refused.Errors.Should().StartWith("Resilience:Operations:ai_embed:Retry:MaxAttempts: '-1' is out of range").And.NotContain("   at ");
    }
}
