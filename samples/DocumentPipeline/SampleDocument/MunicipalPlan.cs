using static DocumentPipeline.SampleDocument.BlockStyle;

namespace DocumentPipeline.SampleDocument;

/// <summary>
/// The text of the sample document: the development plan of a municipality that does not exist. It has faults on purpose: the total of the
/// investment is not the sum of its parts, and not what the text says; and something leads back to itself.
/// </summary>
internal static class MunicipalPlan
{
    /// <summary>Title in the document information and at the top of every page.</summary>
    public const string Title = "Municipal Development Plan 2026-2029";

    /// <summary>Author in the document information.</summary>
    public const string Author = "Planning Office of Valle Claro (invented)";

    /// <summary>The document from top to bottom.</summary>
    public static IReadOnlyList<Block> Blocks { get; } =
    [
        new(BlockStyle.Title, Title),
        new(Subtitle, "Municipality of Valle Claro - an invented place, written as sample data"),
        new(Heading, "1. Diagnosis"),
        new(Paragraph,
            "The municipality of Valle Claro has 41,300 inhabitants, of whom 58 percent live in rural districts along the river "
            + "Sereno. The population grows by 1.4 percent a year, mostly in the urban fringe, where streets and pipes follow the "
            + "houses instead of leading them. Poverty fell from 39 to 31 percent in six years, yet the gap between the town and the "
            + "upper districts has not narrowed."),
        new(Paragraph,
            "Three findings shaped this plan. Households in the upper districts wait for drinking water for eleven hours a day. One pupil "
            + "in five leaves secondary school before the final year. And harvests rot on the way to market, because a third of the rural "
            + "roads cannot be used in the rainy season. Residents confirmed these findings in fourteen public assemblies."),
        new(Heading, "2. Strategic Objectives"),
        new(Paragraph,
            "The plan pursues four objectives: safe water for every household, schools that pupils finish, roads that stay open all year, "
            + "and a municipal treasury that pays for its own maintenance. Each objective has indicators with a baseline and a target, an "
            + "office that answers for it, and a budget line. An objective without a budget line was not admitted to the plan."),
        new(Heading, "3. Water and Sanitation"),
        new(Paragraph,
            "Water supply reaches 94 percent of urban households and 52 percent of rural households. Leakage in the network is estimated "
            + "at 43 percent, which is more water than the planned reservoir would add. The programme therefore repairs before it builds: "
            + "it replaces 38 kilometres of pipes, installs meters in every district and builds one treatment plant at Alto Sereno."),
        new(Paragraph,
            "Sanitation follows the water. Sewage from 6,200 households flows untreated into the river. Two wetlands with reed beds will "
            + "treat the sewage of the lower districts at a fifth of the cost of a conventional plant. The water utility will train twelve "
            + "technicians to run the plant, the meters and the wetlands, and will publish leakage figures every month."),
        new(Paragraph,
            "The causes reach far. Old pipes cause leakage in the network. Leakage in the network leads to water shortages in the upper "
            + "districts. Because of water shortages in the upper districts, households store water in open tanks. Water in open tanks "
            + "causes diarrhoea among children, which results in absence from school."),
        new(Heading, "4. Education"),
        new(Paragraph,
            "Enrolment in primary school is nearly complete; the losses begin in secondary school. Pupils from the upper districts travel "
            + "up to ninety minutes to class, and girls leave school twice as often as boys once the journey takes more than an hour. The "
            + "programme opens two secondary schools in rural districts and runs five school buses from the first year."),
        new(Paragraph,
            "Teachers are the second lever. Eleven posts in mathematics and science stand vacant because teachers find no housing near the "
            + "schools. The municipality will rent and refit teacher housing, pay a rural supplement, and link every school library to the "
            + "regional university, whose students tutor pupils in their final year."),
        new(Heading, "5. Roads and Mobility"),
        new(Paragraph,
            "The road network measures 412 kilometres, of which 96 are paved. Paving everything is neither affordable nor necessary. What "
            + "keeps a gravel road open is drainage: culverts, side ditches and a crown that sheds the rain. The programme improves the "
            + "drainage of 140 kilometres of gravel roads and replaces nine bridges that carry harvests to the market."),
        new(Paragraph,
            "Maintenance is given to village road committees under yearly contracts. Each committee looks after six to ten kilometres, is "
            + "paid by inspected kilometre, and receives tools and a foreman's course. Experience in two pilot districts shows that such "
            + "contracts halve the number of days on which a gravel road is closed."),
        new(Paragraph,
            "Without contracts the roads are caught in a circle. Closed roads lead to lower farm incomes. Lower farm incomes result in "
            + "fewer contributions to maintenance. Fewer contributions to maintenance lead to closed roads."),
        new(Heading, "6. Rural Economy and Environment"),
        new(Paragraph,
            "Coffee, cacao and dairy account for most of the rural income. Farmers lose a fifth of the milk for lack of cooling and sell "
            + "cacao unfermented at half its price. Four collection centres with cooling and fermentation, run by cooperatives, will raise "
            + "the farm price without subsidy. Credit is guaranteed by the municipality up to a fixed ceiling."),
        new(Paragraph,
            "The forest above the springs protects the water that this plan spends so much on. Owners who keep forest standing receive a "
            + "yearly payment per hectare, financed by a surcharge of two percent on the water bill. Satellite images, checked by forest "
            + "wardens, decide whether a payment is due. The programme covers 2,900 hectares of forest in four years."),
        new(Heading, "7. Financial Plan"),
        new(Paragraph,
            "Revenue is planned with caution: transfers are taken at the level that the national budget guarantees, the property tax grows "
            + "only with the new cadastre, and royalties are counted at two thirds of the average of the past five years. The table shows "
            + "the sources of revenue in millions of pesos."),
        new(BlockStyle.Table,
            """
            Source | 2026 | 2027 | 2028 | 2029 | Total
            National transfers | 18,400 | 19,100 | 19,900 | 20,600 | 78,000
            Property tax | 4,200 | 4,900 | 5,700 | 6,300 | 21,100
            Royalties | 2,600 | 2,500 | 2,400 | 2,300 | 9,800
            Water charges | 1,900 | 2,100 | 2,400 | 2,700 | 9,100
            Development loan | 3,000 | 2,000 | 1,000 | 0 | 6,000
            Total revenue | 30,100 | 30,600 | 31,400 | 31,900 | 124,000
            """),
        new(Paragraph,
            "Debt service never exceeds eight percent of current revenue, half of what the law allows. A reserve of three percent of the "
            + "budget is released by the council only after a declared emergency; what is left of it at the end of a year repays "
            + "the loan."),
        new(Heading, "8. Investment by Programme"),
        new(Paragraph,
            "Investment takes 71,400 million pesos of the total; the rest pays for staff, services and debt. Water and roads together take "
            + "more than half of the investment, because both programmes earn or save money that maintains them afterwards. "
            + "The table shows the investment in millions of pesos."),
        new(BlockStyle.Table,
            """
            Programme | Investment | Share | Office in charge
            Water and sanitation | 24,300 | 34.0 % | Water utility
            Roads and mobility | 17,900 | 25.1 % | Public works
            Education | 15,200 | 21.3 % | Education office
            Rural economy | 9,100 | 12.7 % | Agriculture office
            Forest and springs | 4,900 | 6.9 % | Environment office
            Total investment | 72,400 | 100.0 % | Planning office
            """),
        new(Heading, "9. Monitoring and Evaluation"),
        new(Paragraph,
            "Twenty-two indicators are published every quarter with their baseline, target and latest value. An indicator that misses its "
            + "target twice in a row is discussed in public session, and the office in charge presents a correction within thirty days. "
            + "An evaluation by the regional university at half term compares districts with and without each programme."),
        new(Paragraph,
            "The evaluation has consequences: a programme whose indicators show no effect after two years loses a third of its budget to "
            + "the programme with the best result. The rule was agreed with all offices before the first budget was passed."),
        new(Heading, "10. Risks"),
        new(Paragraph,
            "The gravest risk is drought: two dry years would cut water charges and harvests at once. The plan answers with meters, "
            + "leakage repair and the reserve. Cost overruns in bridges are contained by fixed-price contracts. A change of government may "
            + "reorder priorities; multi-year contracts with committees and cooperatives make the core of the plan costly to abandon."),
    ];
}
