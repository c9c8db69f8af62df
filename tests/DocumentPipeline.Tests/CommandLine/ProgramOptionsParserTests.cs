using DocumentPipeline.Faults;
using DocumentPipeline.Stages;

namespace DocumentPipeline.CommandLine;

public sealed class ProgramOptionsParserTests
{
    [Fact]
    public void Nothing_means_the_shipped_document_and_the_usual_place()
    {
        ProgramOptions options = Parse();

        options.DocumentPath.Should().BeNull();
        options.OutputFolder.Should().Be(Path.Combine("artifacts", "document-pipeline"));
        options.ReportPath.Should().BeNull();
        options.RunId.Should().BeNull();
        options.Faults.Should().BeEmpty();
        options.AttemptTimeout.Should().BeNull();
    }

    [Fact]
    public void Everything_can_be_said_at_once()
    {
        ProgramOptions options = Parse(
            "plan.pdf", "--out=a=b.md", "--inject", "load_document=SLOW", "--inject=SEMANTIC_ANALYSIS=fail", "--attempt-timeout", "1500");

        options.DocumentPath.Should().Be("plan.pdf");
        options.ReportPath.Should().Be("a=b.md");
        options.Faults.Should().BeEquivalentTo(new Dictionary<string, Fault>
        {
            [StageNames.LoadDocument] = Fault.Slow,
            [StageNames.SemanticAnalysis] = Fault.Fail,
        });
        options.AttemptTimeout.Should().Be(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void The_document_can_be_asked_several_questions_of_its_first_pages()
    {
        ProgramOptions options = Parse("--question", "Why?", "--question=How?", "--first-pages", "3", "--models", "words");

        options.Questions.Should().Equal("Why?", "How?");
        options.FirstPages.Should().Be(3);
        options.ModelFolder.Should().Be("words");
    }

    [Fact]
    public void Runs_are_named_resumed_begun_anew_and_killed()
    {
        ProgramOptions options = Parse("--run", "a", "--output=b", "--fresh", "--kill-after", "load_document", "--backup", "c.pdf");

        options.Should().BeEquivalentTo(new
        {
            RunId = "a",
            OutputFolder = "b",
            Fresh = true,
            KillAfter = StageNames.LoadDocument,
            BackupPath = "c.pdf",
        });
        Parse("--run", "a", "--resume").Resume.Should().BeTrue();
        Parse("--verify", "a").VerifyRun.Should().Be("a");
        Parse("--list").List.Should().BeTrue();
        Parse("--metrics").Metrics.Should().BeTrue();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_can_be_asked_for(string argument) => Parse(argument).Help.Should().BeTrue();

    [Theory]
    [InlineData("unknown option '--outt'*--out,*--inject*--help", "--outt", "x")]
    [InlineData("--out needs a value", "--out")]
    [InlineData("unknown stage 'LOAD'; stages: LOAD_DOCUMENT,*", "--kill-after", "LOAD")]
    [InlineData("--resume goes on with what was recorded*", "--resume", "plan.pdf")]
    [InlineData("--resume goes on with what was recorded*", "--resume", "--fresh")]
    [InlineData("--inject needs a value", "--inject", "")]
    [InlineData("only one document can be given", "a.pdf", "b.pdf")]
    [InlineData("--attempt-timeout needs a number*'soon'", "--attempt-timeout", "soon")]
    [InlineData("--first-pages needs a number*'0'", "--first-pages", "0")]
    [InlineData("--question needs a value", "--question")]
    [InlineData("--attempt-timeout needs a number*'0'", "--attempt-timeout", "0")]
    [InlineData("LOAD_DOCUMENT has two faults*", "--inject", "LOAD_DOCUMENT=slow", "--inject", "LOAD_DOCUMENT=fail")]
    public void Mistakes_are_named(string message, params string[] arguments) =>
        FluentActions.Invoking(() => Parse(arguments)).Should().Throw<UsageException>().WithMessage(message);

    [Theory]
    [InlineData("--run")]
    [InlineData("--verify")]
    public void The_name_of_a_run_has_an_end(string option) =>
        FluentActions.Invoking(() => Parse(option, new string('x', 513))).Should().Throw<UsageException>()
            .WithMessage("the name of a run has at most 512 characters");

    private static ProgramOptions Parse(params string[] arguments) => ProgramOptionsParser.Parse(arguments);
}
