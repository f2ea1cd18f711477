"""Words of the fictional city: departments, programmes, categories, places, suppliers, people. All invented."""

from dataclasses import dataclass

PORTFOLIO_KEY = "sample"
PORTFOLIO_NAME = "Northaven capital and IT programme"
CURRENCY = "USD"
FISCAL_START_MONTH = 7
WORKS, SOFTWARE, SUPPLY = range(3)


@dataclass(frozen=True)
class Department:
    """A reporting department: how its keys look, how it writes money and ratings, how rosy it reports."""

    name: str
    slug: str
    prefix: str
    key_form: str
    share: float
    rosy: float
    programmes: tuple[str, str, str]


@dataclass(frozen=True)
class Category:
    """A kind of project: pace of the slip process, typical budget in dollars, share that is capital spending.

    field picks the words used: WORKS, SOFTWARE or SUPPLY.
    """

    name: str
    department: int
    pace: float
    budget: float
    spread: float
    capital: float
    objects: tuple[str, ...]
    placed: bool = True
    field: int = 0


DEPARTMENTS = (
    Department("Transport", "transport", "TRN", "{prefix}-{number:04d}", 0.20, 1.2,
               ("Safer Streets", "Bridges for a Century", "Harbour Transit")),
    Department("Water and Drainage", "water-and-drainage", "WTR", "{prefix}/{year}/{number:03d}", 0.17, 1.0,
               ("Clean Water 2035", "Flood Resilience", "Leak Reduction")),
    Department("Parks and Recreation", "parks-and-recreation", "PRK", "{prefix}-{number:03d}", 0.10, 1.3,
               ("Green Neighbourhoods", "Pools and Courts", "Coastal Path")),
    Department("Buildings and Housing", "buildings-and-housing", "BLD", "{prefix} {number:04d}", 0.13, 1.1,
               ("Homes on City Land", "Warm Buildings", "Civic Centre Renewal")),
    Department("Public Safety", "public-safety", "PS", "{number:06d}", 0.09, 1.0,
               ("Ready Stations", "Fleet Replacement", "Emergency Communications")),
    Department("Information Technology", "information-technology", "IT", "{prefix}-{year}-{number:03d}", 0.17, 1.6,
               ("Digital Counter", "Core Systems Renewal", "Cyber and Infrastructure")),
    Department("Libraries and Culture", "libraries-and-culture", "LIB", "{prefix}-{number:03d}", 0.07, 1.2,
               ("Branch Renewal", "Collections for All", "Theatre Quarter")),
    Department("Environment and Waste", "environment-and-waste", "ENV", "{prefix}-{number:03d}", 0.07, 0.9,
               ("Net Zero Operations", "Circular Northaven", "Clean Air")),
)  # fmt: skip
DOLLAR_DEPARTMENT = 1
LETTER_DEPARTMENT = 5

CATEGORIES = (
    Category("Roads and streets", 0, 0.9, 9e6, 0.8, 0.97,
             ("street renewal", "junction safety scheme", "cycleway", "bus lane", "school crossing scheme")),
    Category("Bridges and tunnels", 0, 1.5, 38e6, 0.7, 0.98,
             ("bridge strengthening", "footbridge replacement", "viaduct bearings", "underpass renewal")),
    Category("Transit", 0, 1.3, 46e6, 0.8, 0.94,
             ("tram extension", "interchange", "bus depot electrification", "signal renewal")),
    Category("Water supply", 1, 1.1, 21e6, 0.8, 0.96,
             ("trunk main renewal", "pumping station upgrade", "reservoir lining", "treatment works upgrade")),
    Category("Drainage and flood", 1, 1.2, 17e6, 0.8, 0.96,
             ("storm sewer separation", "flood wall", "culvert replacement", "detention basin", "outfall renewal")),
    Category("Parks", 2, 0.7, 3.6e6, 0.8, 0.93,
             ("park renewal", "playground replacement", "pool refurbishment", "sports courts", "shoreline path")),
    Category("Buildings", 3, 1.1, 16e6, 0.8, 0.95,
             ("office refurbishment", "heating plant renewal", "roof and facade repair", "access improvements")),
    Category("Housing", 3, 1.3, 34e6, 0.7, 0.95,
             ("homes", "supported living", "estate refurbishment", "land assembly")),
    Category("Stations and equipment", 4, 1.0, 11e6, 0.9, 0.92,
             ("fire station renewal", "police station refit", "ambulance bay", "training ground")),
    Category("Vehicles", 4, 0.6, 7e6, 0.6, 0.96, ("engine replacement", "patrol fleet renewal", "rescue boat"),
    field=SUPPLY),
    Category("IT applications", 5, 0.6, 4.6e6, 0.9, 0.62,
             ("replacement", "upgrade", "move to the cloud", "integration"), placed=False, field=SOFTWARE),
    Category("IT infrastructure", 5, 0.55, 3.8e6, 0.8, 0.74,
             ("platform renewal", "capacity upgrade", "security hardening", "decommissioning"), placed=False,
             field=SOFTWARE),
    Category("Libraries and venues", 6, 0.9, 8e6, 0.8, 0.93,
             ("branch library renewal", "archive store", "community hall", "theatre refurbishment")),
    Category("Waste and energy", 7, 1.0, 10e6, 0.8, 0.92,
             ("transfer station", "solar roofs", "composting site", "recycling centre", "air monitoring network")),
)  # fmt: skip

# What a project of each category delivers, in the order above.
DELIVERS = (
    "Rebuilds worn surfaces and makes the street safer to walk and cycle",
    "Restores full loading and another sixty years of life",
    "Shortens journeys and adds room for passengers",
    "Replaces ageing mains and plant before they fail",
    "Keeps storm water out of homes and the harbour",
    "Brings a worn park or pool back into full use",
    "Brings a city building up to code and lowers its running cost",
    "Adds or renews affordable homes on city land",
    "Gives crews a station and equipment fit for their work",
    "Replaces vehicles past their economic life",
    "Replaces or improves a system that staff and residents depend on",
    "Renews equipment past its supported life",
    "Opens a renewed place to read, learn and perform",
    "Cuts emissions, waste or energy cost",
)
PLACES = (
    "Harbour Street", "Eastgate", "Millbank", "Old Town", "Lantern Hill", "Kestrel Road", "Ferry Point", "Ashford Lane",
    "Northgate", "Quarry Bank", "Saltmarsh", "Beacon Hill", "Tanner's Row", "Cedar Park", "Market Square", "Wharfside",
    "Alder Creek", "Castle Green", "St Brannoc", "Mariner's Quay", "Orchard Vale", "Ropewalk", "Granary Yard",
    "Fairhaven",
    "Westbrook", "Thornfield", "Copper Lane", "Hallow Bridge", "Larkfield", "Summer Lane", "Greyfriars", "Holm Island",
    "Juniper Street", "Limekiln", "Meadowbank", "Osprey Point", "Pilgrim Road", "Queensmere", "Redcliff", "Sable Bay",
    "Temple Gate", "Upper Wick", "Vale Royal", "Willow End", "Yarrow Street", "Bracken Moor", "Dock Road",
    "Elm Terrace",
)  # fmt: skip
SYSTEMS = (
    "Permits and licensing", "Property tax billing", "Payroll", "Case management", "Asset register", "Customer contact",
    "Geographic information", "Records and archives", "Parking permits", "Water billing", "Library catalogue",
    "Field work orders",
    "Budget and finance", "Procurement portal", "Court scheduling", "Housing applications", "Fleet telematics",
    "Benefits payment",
    "Data centre", "Identity and access", "Office network", "Emergency dispatch", "Radio backhaul",
    "Backup and recovery",
    "Public wireless", "Website and forms", "Document scanning", "Contact centre telephony", "Inspection tablets",
    "Open data",
)  # fmt: skip
LOCATIONS = ("Harbourside", "Old Town", "Northgate", "Eastfields", "Westbrook", "South Bank", "Hill District",
             "Riverside", "Airport", "City-wide")  # fmt: skip
FIRST_NAMES = ("Adela", "Bram", "Corin", "Delphine", "Edda", "Fenn", "Greta", "Hollis", "Ines", "Jory", "Keziah",
               "Lorcan",
               "Mirela", "Nuno", "Odile", "Piers", "Quilla", "Rowan", "Saskia", "Tamsin")  # fmt: skip
SURNAMES = ("Ablethorn", "Brackwater", "Cindermoor", "Dunvarrow", "Eskelby", "Farrowmead", "Glasswick", "Hawkenby",
            "Inglemere",
            "Jessamore", "Kindlesham", "Larkenfell", "Mossgrave", "Netherby-Roe", "Oxendale", "Pellworth", "Quennerly",
            "Ravenhythe", "Stanwardine", "Thistlebury")  # fmt: skip
# Suppliers by field: works, systems, supply.
SUPPLIERS = (
    ("Brightwater Civil", "Halden and Roe Engineers", "Northpoint Construction", "Corvane Infrastructure",
    "Eastmark Builders",
     "Greyling Electrical", "Larchmont Paving", "Meridian Pumps", "Oakhallow Architects", "Sableport Marine"),
    ("Tidewell Systems", "Alderline Software", "Juno Bay Technologies", "Fennimore Consulting", "Kestrelworks"),
    ("Holmfirth Coachworks", "Redbeacon Vehicles", "Pellmar Boats"),
)  # fmt: skip
FUNDS = ("General obligation bonds", "Utility revenue bonds", "State grant", "General fund", "Development charges")
MANDATES = ("Clean water order 2021", "Accessibility settlement", "Dam safety act", "Fire code compliance",
            "Data protection act", "Court consent decree")  # fmt: skip
BODIES = ("Capital Board", "Digital Board", "City Council finance committee", "Chief operating officer")
ROLES = ("Project manager", "Civil engineer", "Structural engineer", "Quantity surveyor", "Procurement officer",
         "Software developer", "Business analyst", "Site inspector")  # fmt: skip

OBJECTIVES = (
    ("O1", "Safe and reliable infrastructure", "Halve unplanned closures and failures by 2030.", 18),
    ("O2", "Climate and flood resilience", "Protect 12,000 homes from a one-in-fifty-year flood.", 16),
    ("O3", "Homes people can afford", "Add 4,500 affordable homes on city land by 2031.", 14),
    ("O4", "Cleaner travel", "Half of all trips on foot, by cycle or by transit.", 13),
    ("O5", "Services that work first time", "Nine of ten requests completed online without a call.", 12),
    ("O6", "Financial strength", "Lower the cost of running city assets by 8 percent.", 10),
    ("O7", "Healthy neighbourhoods", "A park, pool or library within ten minutes of every home.", 10),
    ("O8", "Secure and trusted data", "No critical system past its supported life.", 7),
)
# Benefit of serving each objective: name, unit, amount per dollar of budget.
BENEFITS = (
    ("Fewer closures", "closures avoided per year", 4e-7),
    ("Homes protected", "homes", 1.2e-5),
    ("Homes added", "homes", 4e-6),
    ("More trips without a car", "trips per day", 1.1e-4),
    ("Less staff time per case", "hours saved per year", 2e-3),
    ("Lower running cost", "USD per year", 0.05),
    ("More residents within ten minutes", "residents", 6e-4),
    ("Systems back in support", "systems", 9e-7),
)
# Mean impact (0-4) of each category on the eight objectives, in the order above.
IMPACT_MEANS = (
    (2.6, 0.8, 0.3, 2.6, 0.2, 0.9, 1.6, 0.0),
    (3.4, 1.5, 0.2, 1.3, 0.1, 0.8, 0.4, 0.0),
    (1.8, 1.2, 0.8, 3.5, 0.8, 0.7, 1.1, 0.2),
    (3.2, 1.7, 0.6, 0.0, 0.4, 1.6, 1.2, 0.1),
    (2.3, 3.5, 0.9, 0.2, 0.1, 0.8, 1.2, 0.0),
    (0.7, 1.0, 0.5, 0.9, 0.3, 0.4, 3.2, 0.0),
    (1.8, 1.1, 0.3, 0.1, 1.0, 2.2, 0.8, 0.2),
    (0.6, 0.8, 3.6, 0.4, 0.4, 0.9, 1.6, 0.0),
    (2.7, 0.9, 0.2, 0.0, 1.4, 0.7, 1.1, 0.3),
    (2.0, 0.5, 0.0, 0.3, 1.2, 1.3, 0.4, 0.1),
    (0.5, 0.1, 0.4, 0.2, 3.3, 2.0, 0.3, 2.1),
    (1.1, 0.2, 0.0, 0.1, 1.9, 1.5, 0.1, 3.4),
    (0.8, 0.4, 0.3, 0.2, 1.3, 0.6, 3.1, 0.2),
    (1.0, 2.5, 0.1, 0.9, 0.5, 2.0, 1.7, 0.0),
)
