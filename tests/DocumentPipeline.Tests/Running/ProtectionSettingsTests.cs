using DocumentPipeline.CommandLine;
using DocumentPipeline.Faults;
using DocumentPipeline.Model;
using DocumentPipeline.Stages;

namespace DocumentPipeline.Running;

public sealed class ProtectionSettingsTests
{
    private readonly DocumentContext _hundredPages = new()
    {
        SourcePath = "a.pdf",
        ReportPath = "a.md",
        Facts = new DocumentFacts("a.pdf", 1, "", 1.7, PageCount: 100, Title: null, Author: null),
    };

    [Fact]
    public void A_long_document_has_more_time()
    {
        var settings = new ProtectionSettings();

        settings.AttemptTimeoutFor(_hundredPages with { Facts = null }).Should().Be(TimeSpan.FromSeconds(10));
        settings.AttemptTimeoutFor(_hundredPages).Should().Be(TimeSpan.FromSeconds(15));
        settings.StageTimeoutFor(_hundredPages).Should().BeGreaterThan(TimeSpan.FromSeconds(45));
    }

    [Fact]
    public void A_time_that_was_asked_for_holds_as_it_is()
    {
        ProtectionSettings settings = new ProtectionSettings().With(new ProgramOptions { AttemptTimeout = TimeSpan.FromMilliseconds(80) });

        settings.AttemptTimeoutFor(_hundredPages).Should().Be(TimeSpan.FromMilliseconds(80));
        settings.HangingAttemptTimeout.Should().Be(TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void Only_stages_with_the_fault_hang()
    {
        var faults = new Dictionary<string, Fault>
        {
            [StageNames.LoadDocument] = Fault.Timeout,
            [StageNames.SemanticAnalysis] = Fault.Slow,
        };

        new ProtectionSettings().With(new ProgramOptions { Faults = faults }).HangingStages.Should().Equal(StageNames.LoadDocument);
    }
}
