using System.Reflection;
using System.Text.RegularExpressions;

namespace Resilience.Failures;

public sealed partial class ErrorCodesTests
{
    private static readonly string[] _codes =
    [
        .. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void Codes_are_unique_lowercase_words_with_dots()
    {
        _codes.Should().HaveCount(43).And.OnlyHaveUniqueItems();
        _codes.Should().OnlyContain(code => Form().IsMatch(code));
    }

    [Fact]
    public void Every_failure_and_rejection_has_a_published_code()
    {
        IEnumerable<string> failures =
            from cause in Enum.GetValues<FailureCause>()
            from disposition in Enum.GetValues<FailureDisposition>()
            select new Failure(cause, disposition).Code;
        IEnumerable<string> rejections = Enum.GetValues<RejectionReason>().Select(reason => new Rejection(reason, "x").Code);

        IEnumerable<string> checkpoints = Enum.GetValues<CheckpointError>().Select(error => new CheckpointException(error, null).Code);

        IEnumerable<string> runs = Enum.GetValues<RunError>().Select(error => new RunException(error, null).Code);

        string[] others = [ErrorCodes.RunAborted, ErrorCodes.InvalidOptions];
        failures.Concat(rejections).Concat(checkpoints).Concat(runs).Concat(others).Distinct().Should().BeEquivalentTo(_codes);
    }

    [Fact]
    public void The_page_about_codes_names_each_of_them_once_and_no_other()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "error-codes.md"));

        Row().Matches(page).Select(match => match.Groups[1].Value).Should().BeEquivalentTo(_codes);
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Resilience.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("Resilience.sln is in no folder above the tests.");
    }

    [GeneratedRegex("^[a-z]+(\\.[a-z]+(_[a-z]+)*)?$")]
    private static partial Regex Form();

    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
