using DocumentPipeline.CommandLine;
using DocumentPipeline.Faults;
using DocumentPipeline.Stages;

namespace DocumentPipeline.Running;

public sealed class ProtectionSettingsTests
{
    private const long TwoMegabytes = 2 * 1024 * 1024;

    [Fact]
    public void A_large_document_has_more_time()
    {
        var settings = new ProtectionSettings();

        settings.AttemptTimeoutFor(0).Should().Be(TimeSpan.FromSeconds(10));
        settings.AttemptTimeoutFor(TwoMegabytes).Should().Be(TimeSpan.FromSeconds(30));
        settings.StageTimeoutFor(TwoMegabytes).Should().BeGreaterThan(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public void A_time_that_was_asked_for_holds_as_it_is()
    {
        ProtectionSettings settings = new ProtectionSettings().With(new ProgramOptions { AttemptTimeout = TimeSpan.FromMilliseconds(80) });

        settings.AttemptTimeoutFor(TwoMegabytes).Should().Be(TimeSpan.FromMilliseconds(80));
        settings.HangingAttemptTimeout.Should().Be(TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void Only_stages_with_the_fault_hang_and_only_until_a_mitigation()
    {
        var faults = new Dictionary<string, Fault>
        {
            [StageNames.LoadDocument] = Fault.Timeout,
            [StageNames.ExtractTextTables] = Fault.Hang,
            [StageNames.SemanticAnalysis] = Fault.Slow,
        };

        ProtectionSettings settings = new ProtectionSettings().With(new ProgramOptions { Faults = faults });

        settings.Hangs(StageNames.LoadDocument, attempt: 1, mitigation: 0).Should().BeTrue();
        settings.Hangs(StageNames.LoadDocument, attempt: 2, mitigation: 0).Should().BeFalse();
        settings.Hangs(StageNames.ExtractTextTables, attempt: 3, mitigation: 0).Should().BeTrue();
        settings.Hangs(StageNames.ExtractTextTables, attempt: 1, mitigation: 1).Should().BeFalse();
        settings.Hangs(StageNames.SemanticAnalysis, attempt: 1, mitigation: 0).Should().BeFalse();
    }
}
