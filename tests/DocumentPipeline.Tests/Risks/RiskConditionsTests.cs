using DocumentPipeline.Model;
using DocumentPipeline.Support;
using Resilience;

namespace DocumentPipeline.Risks;

/// <summary>What a whole run does not show: conditions that depend on the machine or on long documents.</summary>
public sealed class RiskConditionsTests
{
    private readonly StageContext _stage = StageContext.Detached("STAGE");
    private readonly DocumentContext _context = Texts.Context("One.", "Two.", "Three.");

    [Fact]
    public void A_document_that_needs_more_memory_than_there_is_is_found()
    {
        DocumentContext large = _context with { Facts = _context.RequireFacts() with { SizeInBytes = 1000 } };

        new RiskConditions(20_000, 10).NeedsMuchMemory(_stage, large).IsDetected.Should().BeFalse();
        RiskFinding found = new RiskConditions(19_000, 10).NeedsMuchMemory(_stage, large);

        found.Message.Should().Be("1000 bytes may need more memory than there is");
    }

    [Fact]
    public void In_batches_it_needs_less()
    {
        DocumentContext batched = _context with { Settings = new StageSettings { BatchPages = 1 } };

        new RiskConditions(0, 10).NeedsMuchMemory(_stage, batched).IsDetected.Should().BeFalse();
    }

    [Fact]
    public void A_long_document_is_found_until_its_scope_is_reduced()
    {
        var conditions = new RiskConditions(long.MaxValue, manyPages: 2);

        conditions.HasManyPages(_stage, _context).Message.Should().Be("3 pages may take longer than there is time");
        conditions.HasManyPages(_stage, _context with { Settings = new StageSettings { FirstPages = 2 } }).IsDetected.Should().BeFalse();
    }
}
