using DocumentPipeline.Faults;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline.Running;

public sealed class RunIdsTests : IDisposable
{
    private static readonly Dictionary<string, Fault> _none = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_document_and_settings_have_the_same_id()
    {
        string path = _folder.Write("Plan 2026.pdf", [1, 2, 3]);

        string id = await DeriveAsync(path, _none, "settings");

        id.Should().MatchRegex("^plan_2026-[0-9a-f]{8}$");
        (await DeriveAsync(path, _none, "settings")).Should().Be(id);
    }

    [Fact]
    public async Task Another_content_setting_or_fault_has_another_id()
    {
        string path = _folder.Write("plan.pdf", [1, 2, 3]);
        var fault = new Dictionary<string, Fault> { [StageNames.LoadDocument] = Fault.Slow };

        var ids = new List<string>
        {
            await DeriveAsync(path, _none, "a"),
            await DeriveAsync(path, _none, "b"),
            await DeriveAsync(path, fault, "a"),
        };
        _folder.Write("plan.pdf", [1, 2, 4]);
        ids.Add(await DeriveAsync(path, _none, "a"));
        File.Delete(path);
        ids.Add(await DeriveAsync(path, _none, "a"));

        ids.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("plan-1", "plan-1")]
    [InlineData("../plan", "___plan-*")]
    [InlineData("Año", "A_o-*")]
    public void A_file_is_named_after_the_id_without_leading_anywhere(string id, string name) =>
        RunIds.FileNameOf(id).Should().Match(name);

    [Fact]
    public void Ids_that_look_alike_have_different_files() => RunIds.FileNameOf("a b").Should().NotBe(RunIds.FileNameOf("a.b"));

    private static Task<string> DeriveAsync(string path, IReadOnlyDictionary<string, Fault> faults, string settings) =>
        RunIds.DeriveAsync(path, faults, [settings], TestContext.Current.CancellationToken);
}
